"""Evidence: each number opens onto its posts and its formula, at an address of its own.

A page links to it with ``visit.evidence(found, "keyword", "fr:levain", "demand")`` and the
attribute ``data-drawer`` (or a ``Cell(..., opens=True)``): it opens beside the page, and as a page
of its own where there is no script or when the address was sent to somebody. The address holds the
version of the corpus, so that it says the same tomorrow. A new kind of thing is one function from
what was found to an :class:`~condat.workspace.evidence.exhibit.Exhibit`, in ``kinds.py``.
"""
