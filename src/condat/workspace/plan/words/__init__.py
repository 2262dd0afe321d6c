"""Pages of what is said: keywords, meanings, topics, what over-performs."""
