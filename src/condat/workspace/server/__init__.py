"""The server as a whole: its key, its secrets, its processes, its backup, its health."""
