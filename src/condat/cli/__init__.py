"""The command line: one file per command; it parses, calls a use case and shows the result."""
