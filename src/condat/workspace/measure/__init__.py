"""The pages of the measure stage."""
