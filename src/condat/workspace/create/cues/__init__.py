"""Comments of others that made us act: whom we invite, which piece came of it, what we answer."""
