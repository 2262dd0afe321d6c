"""The calendar: what goes out when, moved by hand, and read elsewhere by a secret address."""
