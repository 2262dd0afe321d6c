"""Home: what changed, what waits, why."""
