"""One file per kind of source; connectors know nothing of each other."""
