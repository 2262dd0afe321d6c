"""The create stage: what is made, with whom, and what a deal obliges to."""
