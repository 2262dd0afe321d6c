"""Indicators by hand: what each is for, who looks at it, what it would change."""
