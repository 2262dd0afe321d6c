"""The HTTP API: the same use cases as the pages and the command line, for programs."""
