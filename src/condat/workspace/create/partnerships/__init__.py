"""Partnerships: continuing relations, what is agreed, what is due, and what the law asks."""
