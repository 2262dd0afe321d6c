"""Pages of what we stand for: strategy, proposals from the corpus, the audit."""
