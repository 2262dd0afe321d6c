"""Pages of what is listened to: the watch, sources, imports, rejects, search."""
