"""What the sections of a brief are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from condat.core.words import Words
from condat.create.texts.briefs import Brief
from condat.report.facts import Record, shown
from condat.report.page import Block, Note, Post
from condat.report.reasons import say


@dataclass(frozen=True)
class Told:
    """A brief, the posts that are still there, and the reader's language."""

    brief: Brief
    posts: Mapping[str, Record]
    words: Words

    def evidence(self, uris: Sequence[str], *terms: str) -> tuple[Post, ...]:
        """Return posts as evidence; those that were erased are gone here too."""
        known = (self.posts[uri] for uri in uris if uri in self.posts)
        return tuple(shown(post, self.words, terms) for post in known)

    def say(self, reasons: Sequence[Mapping[str, Any]]) -> str:
        """Say reasons one after another."""
        return " ".join(say(reason, self.words) for reason in reasons)


def unknown(text: str) -> tuple[Block, ...]:
    """Say what cannot be known yet, in the place of what would be shown."""
    return (Note(text, "unknown"),)
