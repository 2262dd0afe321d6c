"""Who was erased, as keyed hashes: enough to know them when they come back, not to name them.

A phrase (a name, a handle, an address) is the sequence of its words, without case or accents, so
that ``Julia Kloiber``, ``julia-kloiber`` and ``@julia_kloiber`` are the same phrase.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from condat.core.errors import CorpusError
from condat.core.words import mark
from condat.corpus.place import Place

FILE = "suppression.json"
GAP = "…"
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_ADDRESS = re.compile(r"""[^\s"'<>(),\[\]]+""")
_ERASED = "urn:condat:erased:"


@dataclass(frozen=True)
class Suppression:
    """The list of what must not come back.

    Attributes
    ----------
    key : str
        Secret of this corpus; the hashes mean nothing without it.
    uris : frozenset of str
        Hashes of persons' and accounts' URIs.
    posts : frozenset of str
        Hashes of the URIs and addresses of what they wrote.
    phrases : frozenset of tuple of str
        Hashes of each one's words, in order.
    objected : frozenset of str
        Hashes of the URIs of people who are not to be approached nor ranked; their posts stay.
    pending : int, optional
        The generation whose erasure has begun and is not finished.

    Examples
    --------
    >>> known = Suppression("00").adding(uris=["urn:julia"], phrases=["Julia Kloiber"])
    >>> known.erases("urn:julia"), known.blank("Ask Julia  KLOIBER, or julia.")
    (True, 'Ask …, or julia.')
    """

    key: str
    uris: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    objected: frozenset[str] = frozenset()
    pending: int | None = None

    def __bool__(self) -> bool:
        return bool(self.uris or self.posts or self.phrases)

    def adding(
        self,
        *,
        uris: Iterable[str] = (),
        posts: Iterable[str] = (),
        phrases: Iterable[str] = (),
        objected: Iterable[str] = (),
    ) -> Suppression:
        """Return the list with more on it; a phrase without a word is left out."""
        more = {self._phrase(words) for text in phrases if (words := _words(text))}
        return replace(
            self,
            uris=self.uris | {self.hash(uri) for uri in uris},
            posts=self.posts | {self.hash(uri) for uri in posts},
            phrases=self.phrases | more,
            objected=self.objected | {self.hash(uri) for uri in objected},
        )

    def joined(self, other: Suppression) -> Suppression:
        """Return what is on either list.

        Raises
        ------
        CorpusError
            When they are of different corpora: their hashes cannot be compared.
        """
        if other.key != self.key:
            raise CorpusError(mark("The suppression lists are of different corpora."))
        return replace(
            self,
            uris=self.uris | other.uris,
            posts=self.posts | other.posts,
            phrases=self.phrases | other.phrases,
            objected=self.objected | other.objected,
        )

    def hash(self, text: str) -> str:
        """Hash a text with the key (BLAKE2b, 128 bits)."""
        return hashlib.blake2b(
            text.encode(), key=bytes.fromhex(self.key), digest_size=16
        ).hexdigest()

    def erases(self, uri: str) -> bool:
        """Say whether a URI is of a person on the list."""
        return self.hash(uri) in self.uris

    def erases_post(self, uri: str) -> bool:
        """Say whether a URI or address is of something that they wrote."""
        return self.hash(uri) in self.posts

    def objects(self, uri: str) -> bool:
        """Say whether a URI is of a person who objected to being approached and ranked."""
        return self.hash(uri) in self.objected

    def names(self, text: str) -> bool:
        """Say whether a name, a handle, an e-mail or an address is that of somebody erased.

        Examples
        --------
        >>> known = Suppression("00").adding(uris=["urn:julia"], phrases=["Julia Kloiber"])
        >>> known.names("julia kloiber"), known.names("urn:julia"), known.names("Ask Julia Kloiber")
        (True, True, False)
        """
        return bool(text) and self.redact(text) == GAP

    @property
    def erased(self) -> str:
        """A digest of who was erased: another as soon as there is one more."""
        parts = (sorted(self.uris), sorted(self.posts), sorted(self.phrases))
        return hashlib.blake2b(json.dumps(parts).encode(), digest_size=16).hexdigest()

    def alias(self, uri: str) -> str:
        """Return a name for a thing whose own name would say who was erased; always the same."""
        return _ERASED + self.hash(uri)

    def blank(self, text: str) -> str:
        """Put a gap in the place of each phrase on the list."""
        found = list(_WORD.finditer(text))
        words = [self.hash(fold(match.group())) for match in found]
        pieces, done, at = [], 0, 0
        while at < len(words):
            length = self._length(words, at)
            if length:
                pieces += [text[done : found[at].start()], GAP]
                done = found[at + length - 1].end()
            at += length or 1
        return "".join([*pieces, text[done:]])

    def redact(self, text: str) -> str:
        """Put a gap in the place of each phrase and each address on the list."""
        return self.blank(_ADDRESS.sub(self._address, text))

    def _address(self, match: re.Match[str]) -> str:
        found = match.group()
        return GAP if self.erases(found) or self.erases_post(found) else found

    def _length(self, words: list[str], at: int) -> int:
        fitting = (p for p in self.phrases if tuple(words[at : at + len(p)]) == p)
        return max(map(len, fitting), default=0)

    def _phrase(self, words: list[str]) -> tuple[str, ...]:
        return tuple(map(self.hash, words))


def fold(word: str) -> str:
    """Take case and accents from a word.

    Examples
    --------
    >>> fold("Chloé")
    'chloe'
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def load(place: Place) -> Suppression:
    """Read the list of a corpus; a new one, with a new key, when there is none."""
    data = place.read(FILE)
    return Suppression(secrets.token_hex(32)) if data is None else parse(data)


def parse(data: bytes) -> Suppression:
    """Read a list from its bytes."""
    said = json.loads(data)
    phrases = frozenset(map(tuple, said["phrases"]))
    uris, posts = frozenset(said["uris"]), frozenset(said["posts"])
    objected = frozenset(said.get("objected", ()))
    return Suppression(said["key"], uris, posts, phrases, objected, said["pending"])


def dump(known: Suppression) -> bytes:
    """Write a list to bytes."""
    said = {name: sorted(v) if isinstance(v, frozenset) else v for name, v in vars(known).items()}
    return json.dumps(said, indent=1).encode()


def save(place: Place, known: Suppression) -> None:
    """Keep the list of a corpus, whole or not at all."""
    place.write(FILE, dump(known))
