"""What one person's posts say of us and of competitors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from condat.core.watch import Voice, Watch
from condat.plan.people import stance as stances
from condat.plan.people.passages import LONGEST, TELLING, TOGETHER, paragraphs, prose


@dataclass(frozen=True)
class Text:
    """A post to read."""

    uri: str
    language: str
    title: str
    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opinion:
    """What a person says of us: clear words, posts that name or link us, the telling sentence."""

    stance: str
    praise: int
    blame: int
    mentions: int
    passage: tuple[str, str] | None


@dataclass(frozen=True)
class Names:
    """How a voice of the watch is recognised in a text."""

    voice: Voice
    named: re.Pattern[str] | None

    @classmethod
    def of(cls, voice: Voice) -> Names:
        """Read a voice of the watch."""
        return cls(voice, stances.naming((voice.name, *voice.mentions)))

    def says(self, words: str) -> bool:
        """Say whether a text names the voice."""
        return self.named is not None and self.named.search(words) is not None

    def met(self, post: Text) -> bool:
        """Say whether a post names the voice or links to it."""
        linked = any(domain in link for link in post.links for domain in self.voice.domains)
        return linked or self.says(f"{post.title}\n{post.text}")


def opinion(posts: Sequence[Text], us: Names) -> Opinion:
    """Read what a person says of us.

    Examples
    --------
    >>> us = Names.of(Voice(name="Moulin"))
    >>> said = "La farine du Moulin est excellente et fiable. Merci au Moulin !"
    >>> opinion([Text("p", "fr", "", said)], us).stance
    'favourable'
    """
    met = [post for post in posts if us.met(post)]
    praise = blame = 0
    told: list[tuple[int, bool, str, str]] = []
    for post in met:
        for paragraph in paragraphs(f"{post.title}\n{post.text}"):
            for at, sentence in enumerate(paragraph):
                if us.named is None or not us.says(sentence):
                    continue
                up, down = stances.marks(sentence, post.language, us.named)
                praise, blame = praise + up, blame + down
                words = _continued(paragraph[at:])
                if prose(words):
                    told.append((up + down, len(words) >= TELLING, post.uri, words))
    best = max(told, key=lambda one: one[:2], default=None)
    return Opinion(
        stances.stance(praise, blame), praise, blame, len(met), best and (best[2], best[3])
    )


def _continued(sentences: Sequence[str]) -> str:
    """Return a sentence and those after it, while there is room."""
    told = sentences[0]
    for sentence in sentences[1:TOGETHER]:
        if len(told) + len(sentence) >= LONGEST:
            break
        told += " " + sentence
    return told


def disclosed(posts: Sequence[Text], voices: Sequence[Names]) -> list[str]:
    """List the voices for whom a person says to have been paid or given something.

    Examples
    --------
    >>> rival = Names.of(Voice(name="Valombre"))
    >>> disclosed([Text("p", "fr", "", "En partenariat avec Valombre, du bon pain.")], [rival])
    ['Valombre (p)']
    """
    found: dict[str, str] = {}
    for post in posts:
        for names in voices:
            if names.met(post) and stances.disclosure().search(f"{post.title}\n{post.text}"):
                found.setdefault(names.voice.name, f"{names.voice.name} ({post.uri})")
    return [found[name] for name in sorted(found)]


def voices(watch: Watch) -> tuple[Names, list[Names]]:
    """Return how we, and each competitor, are recognised."""
    return Names.of(watch.brand), [Names.of(rival) for rival in watch.competitors]
