"""Personas: written by the team, each statement beside what the posts say of it."""
