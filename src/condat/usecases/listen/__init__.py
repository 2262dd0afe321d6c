"""Let the corpus hear: files, posts, sources, and how the sources fare."""
