"""Logins of sources: written once, sealed, sent to their source alone."""
