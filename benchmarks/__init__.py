"""Side by side with peers, in one run: ratios, not absolute times. Run with ``make bench``."""
