"""A story told through the doors that members use, so that a sample is lived in."""
