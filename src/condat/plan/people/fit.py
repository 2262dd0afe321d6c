"""How near to our messages a person writes, and which of their passages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from condat.plan.people.passages import LONGEST, nearness, passages, shared
from condat.plan.people.portrait import Text

TITLES = 30  # posts whose titles are compared with the messages
READ = 4  # of them, those read for fit and passages
LOOKED = 16  # passages of each, from the start
WEIGHED = 2  # of those, compared by meaning, which takes time: they share most words
PASSAGES = 2  # on the topic; one more where they speak of us
NEAR = 0.5  # half the way to a paraphrase: worth saying that it is near
SAME = 40  # characters at the start by which two passages are the same


@dataclass(frozen=True)
class Passage:
    """A passage to read, and the message that it is near to; empty where it is near to none."""

    uri: str
    text: str
    message: str


@dataclass(frozen=True)
class Fit:
    """How near to our messages a person writes, 0..1, over all of them; passages to read.

    ``message`` is the one they come nearest to, ``nearest`` how near.
    """

    value: float | None
    message: str
    nearest: float
    passages: tuple[Passage, ...]


def fit(posts: Sequence[Text], messages: Sequence[str], subject: str) -> Fit:
    """Compare what a person writes with the promise and messages; choose passages to read.

    Parameters
    ----------
    posts : sequence of Text
        The person's posts on the topic, best first.
    messages : sequence of str
        Promise and messages; empty: the fit is not known, and passages go by the subject.
    subject : str
        The topic in words; empty too: passages are those of the best posts.
    """
    wanted = [message for message in messages if message]
    asked = [one for one in (*wanted, subject) if one] or [""]
    read = [
        (post.uri, told) for post in _nearest(posts[:TITLES], asked) for told in _told(post, asked)
    ]
    texts = [told for _, told in read]
    near = nearness(texts, asked)
    chosen = _apart(read, near, wanted)
    if not wanted or not read:
        return Fit(None, "", 0.0, chosen)
    best = near[:, : len(wanted)].max(axis=0)
    value = 0.75 * float(best.mean()) + 0.25 * shared(texts, wanted)
    return Fit(value, wanted[int(best.argmax())], float(best.max()), chosen)


def _nearest(posts: Sequence[Text], wanted: Sequence[str]) -> list[Text]:
    if len(posts) <= READ:
        return list(posts)
    near = nearness([post.title for post in posts], wanted).max(axis=1)
    return [posts[at] for at in (-near).argsort(kind="stable")[:READ]]


def _told(post: Text, wanted: Sequence[str]) -> list[str]:
    """Return the passages of a post that share most words with what is wanted, else the first.

    Of a post that is too short for a passage, return what there is.
    """
    short = " ".join((post.text or post.title).split())
    told = passages(post.text, post.language, LOOKED) or [short] * (0 < len(short) <= LONGEST)
    return sorted(told, key=lambda one: -shared([one], wanted))[:WEIGHED]


def _apart(
    read: Sequence[tuple[str, str]], near: NDArray[np.float64], messages: Sequence[str]
) -> tuple[Passage, ...]:
    """Take the best passage of each of the best posts, for a message or for the subject."""
    best: dict[str, tuple[float, Passage]] = {}
    for (uri, told), row in zip(read, near, strict=True):
        at = int(row.argmax())
        if uri not in best or row[at] > best[uri][0]:
            message = messages[at] if at < len(messages) and row[at] >= NEAR else ""
            best[uri] = (float(row[at]), Passage(uri, told, message))
    order = sorted(best, key=lambda uri: (-best[uri][0], uri))
    different = {best[uri][1].text[:SAME]: best[uri][1] for uri in reversed(order)}
    return tuple(best[uri][1] for uri in order if best[uri][1] in different.values())[:PASSAGES]
