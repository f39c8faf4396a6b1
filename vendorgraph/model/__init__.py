"""What an inventory is: its entities, vocabularies and rules of form. No input or output."""
