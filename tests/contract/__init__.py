"""What the store promises, held against both graph engines."""
