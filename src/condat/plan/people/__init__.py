"""Who matters on a topic, how surely, and who is worth reading before deciding."""
