"""Plan: what is said, in which words, by whom, and what the strategy makes of it. Pure."""
