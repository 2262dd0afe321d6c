"""The pages of the distribute stage."""
