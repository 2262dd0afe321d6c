"""What to expect of a row, or what it would take to know."""
