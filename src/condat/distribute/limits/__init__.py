"""What limits a plan: the team's means, and what it has decided already."""
