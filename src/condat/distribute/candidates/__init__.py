"""What could be planned: keywords, pieces, people, moments, and what each is worth."""
