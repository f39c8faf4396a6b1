"""What lines and sentences say of one vendor."""
