"""The pages of partnerships."""
