"""The fourth stage: what happened, how sure we are, what we learnt."""
