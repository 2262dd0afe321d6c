"""A ranking that a team makes public, by name, and takes back; off unless somebody turns it on."""
