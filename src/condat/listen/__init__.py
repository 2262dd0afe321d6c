"""Listening: bytes become rows. Each source is one connector under one contract."""
