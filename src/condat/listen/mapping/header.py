"""How a missing column is called: by a header that its layout reads, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from condat.core.words import Words, mark

FIRST = (  # headers of ready layouts; their translations are headers of the same columns
    mark("Account username"),
    mark("Created date"),
    mark("Page name"),
    mark("Permalink"),
    mark("Post link"),
    mark("Post time"),
    mark("Publication date"),
    mark("Publish time"),
    mark("Top queries"),
    mark("Video link"),
    mark("Video publish time"),
    mark("Video title"),
    mark("content"),
    mark("published"),
    mark("value"),
)


@dataclass(frozen=True)
class Header:
    """One of the headers that a column is read from.

    Examples
    --------
    >>> Header(("Title", "Titre", "Titel")).said(Words("fr"))
    'Titre'
    >>> Header(("Title",)).said(Words("fr"))
    'Title'
    """

    names: tuple[str, ...]

    def said(self, words: Words) -> str:
        """Say it so that a column of that name is read."""
        known = {name.casefold() for name in self.names}
        told = (words(name) for name in self.names)
        return next((one for one in told if one.casefold() in known), self.names[0])
