"""Keep a workspace, and keep it within the law: back up, export, forget, retain, examine."""
