"""The choice of a plan as arrays, and the solver that makes it."""
