"""What one person's posts say of us, of competitors and of our messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from condat.core.watch import Voice, Watch
from condat.plan.people import stance as stances
from condat.plan.people.passages import nearness, sentences, shared

TITLES = 30  # posts whose titles are compared with the messages
READ = 5  # of them, those read for fit and passages
LOOKED = 12  # sentences of each, from the start
PASSAGES = 2  # on the topic; one more where they speak of us


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
class Fit:
    """How near to our messages a person writes: 0..1, the nearest message, passages to read."""

    value: float | None
    message: str
    passages: tuple[tuple[str, str], ...]


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
    >>> said = "La farine du Moulin est excellente et fiable, un plaisir à travailler."
    >>> opinion([Text("p", "fr", "", said)], us).stance
    'favourable'
    """
    met = [post for post in posts if us.met(post)]
    praise = blame = best = 0
    passage: tuple[str, str] | None = None
    for post in met:
        for sentence in filter(us.says, sentences(f"{post.title}\n{post.text}")):
            up, down = stances.marks(sentence, post.language)
            praise, blame = praise + up, blame + down
            if passage is None or up + down > best:
                passage, best = (post.uri, sentence), up + down
    return Opinion(stances.stance(praise, blame), praise, blame, len(met), passage)


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


def fit(posts: Sequence[Text], messages: Sequence[str], subject: str) -> Fit:
    """Compare what a person writes with the promise and messages; choose passages to read.

    Parameters
    ----------
    posts : sequence of Text
        The person's posts on the topic, best first.
    messages : sequence of str
        Promise and messages; empty: the fit is not known, and passages go by the subject.
    subject : str
        The topic in words.
    """
    wanted = [message for message in messages if message] or [subject]
    lines = [(post.uri, line) for post in _nearest(posts[:TITLES], wanted) for line in _lines(post)]
    near = nearness([line for _, line in lines], wanted)
    chosen = _apart(lines, near.max(axis=1) if len(lines) else [])
    if not any(messages) or not lines:
        return Fit(None, "", chosen)
    words = [line for _, line in lines]
    value = 0.75 * float(near.max(axis=0).mean()) + 0.25 * shared(words, wanted)
    return Fit(value, wanted[int(near.max(axis=0).argmax())], chosen)


def _nearest(posts: Sequence[Text], wanted: Sequence[str]) -> list[Text]:
    if len(posts) <= READ:
        return list(posts)
    near = nearness([post.title for post in posts], wanted).max(axis=1)
    return [posts[at] for at in (-near).argsort(kind="stable")[:READ]]


def _lines(post: Text) -> list[str]:
    return sentences(post.text)[:LOOKED]


def _apart(lines: Sequence[tuple[str, str]], score: Sequence[float]) -> tuple[tuple[str, str], ...]:
    """Take the best sentence of each of the best posts."""
    best: dict[str, tuple[float, str]] = {}
    for (uri, line), value in zip(lines, score, strict=True):
        if uri not in best or value > best[uri][0]:
            best[uri] = (value, line)
    order = sorted(best, key=lambda uri: (-best[uri][0], uri))[:PASSAGES]
    return tuple((uri, best[uri][1]) for uri in order)
