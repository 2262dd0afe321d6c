"""Data protection: notice, objection, retention, a person's data, the balancing record."""
