"""What the team learnt: written by hand, accepted by name, heeded by the plans to come."""
