"""The way out: guarded, polite, with limits of time and size."""
