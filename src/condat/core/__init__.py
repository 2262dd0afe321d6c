"""Leaf helpers: errors, identifiers, periods, settings. Imports nothing of ours."""
