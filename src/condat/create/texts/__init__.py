"""What is written: the brief, the check of a draft, what changed between two versions."""
