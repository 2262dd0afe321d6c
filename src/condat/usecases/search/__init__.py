"""Find posts in what was heard, and keep the index that finds them."""
