"""Files to columns of text: each format yields the same chunks, each row with its line."""
