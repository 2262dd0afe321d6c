"""What the corpus says: words, topics, people, what over-performs, the audit, personas."""
