"""The pages of the create stage."""
