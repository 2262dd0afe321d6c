"""Make a plan, keep it, hear the team's word on each row, compare it with the last."""
