"""The workspace: a team works the four stages in a browser. All of Django lives here."""
