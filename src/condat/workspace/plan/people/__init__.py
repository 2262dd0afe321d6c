"""Pages of who says it: ranks, the network, a person, our history with them."""
