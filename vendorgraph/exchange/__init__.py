"""Inventory files in and out: reading them, planning what they change, applying them."""
