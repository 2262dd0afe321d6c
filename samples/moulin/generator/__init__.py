"""Writes the fictional conversation around the Moulin des Deux Rives, from a seed."""
