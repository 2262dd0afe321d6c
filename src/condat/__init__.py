"""Condat: what to write, with whom, where and when, with the evidence."""

import os

# Both must stand before the table engine is imported: no part of Condat reports usage anywhere.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
# Matrices here are small: a second thread wins nothing, and beside another process it waits in a
# circle, which makes the algebra of both several times as slow.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
