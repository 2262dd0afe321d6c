"""Pieces: what the team makes, from an idea to what is published."""
