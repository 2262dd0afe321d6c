"""What the team wants: strategy, its gate, personas, and what exists judged against them."""
