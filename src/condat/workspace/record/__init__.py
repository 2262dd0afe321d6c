"""The record: of every decision who took it, when and why."""
