"""Distribute: who, where and when; the plan. Pure."""
