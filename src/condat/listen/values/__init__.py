"""What a value means, as people and tools write it: dates, numbers, names, links, bodies."""
