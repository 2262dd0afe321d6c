"""The create stage: what is made, from which evidence, with whom, and what a deal obliges to."""
