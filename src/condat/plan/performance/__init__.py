"""What over-performs: each post against its author's own baseline, and what goes with it."""
