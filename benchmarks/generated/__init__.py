"""A conversation of any size for benchmarks: real sentences, invented people."""
