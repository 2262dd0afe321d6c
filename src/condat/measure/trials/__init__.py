"""Tests of two variants: what is settled before, what is known at any moment, how many it takes."""
