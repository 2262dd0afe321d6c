"""Webhooks: what happens here is told to other programs, signed, once each, until they took it."""
