"""Long work: asked for in a page, done by a worker, with progress, cancel and another try."""
