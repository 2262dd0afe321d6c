"""A world with known truth: to verify methods and to load-test them."""
