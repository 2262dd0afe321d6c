"""A brief laid out for its writer: what to say, in whose words, what to answer, what to read."""
