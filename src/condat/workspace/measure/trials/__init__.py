"""Tests by hand: settled before, read at any moment, decided at the end."""
