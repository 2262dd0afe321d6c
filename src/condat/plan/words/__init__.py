"""The words people use: terms of each post, what is asked, wanted, offered and on the rise."""
