"""Condat: what to write, with whom, where and when, with the evidence."""

import os

# Both must stand before the table engine is imported: no part of Condat reports usage anywhere.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
