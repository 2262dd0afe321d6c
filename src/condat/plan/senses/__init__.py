"""What a word means to whom: its senses in our texts, the audience's and search results."""
