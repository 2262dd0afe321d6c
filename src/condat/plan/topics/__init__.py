"""What is talked about: groups of terms that hold from week to week, in every language."""
