"""What an inventory means: pure functions of a snapshot, a day and a context. No input or output."""
