"""What a team writes and decides: strategy, watch, means, weights, lessons, decisions."""
