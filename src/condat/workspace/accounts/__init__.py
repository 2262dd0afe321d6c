"""Who signs in: people by their e-mail address, in their language."""
