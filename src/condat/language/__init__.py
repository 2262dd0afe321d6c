"""Language: which one it is, its words, their lemmas, and vectors that join languages. Pure."""
