"""How the texts of a corpus use words that could be anything: as nouns, verbs, adjectives.

No tagger: what stands before and after a word in the very texts that are read tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow.compute as pc

from condat.language.dictionary import is_known, lemmatize
from condat.language.lemmas import lemma
from condat.language.tokens import GAP, HYPHEN, SENTENCE, Tokens

_BEFORE_VERB = """
    to i you we they who can cannot can't could will won't would should must may might don't
    doesn't didn't not please let's i'll you'll we'll they'll he she it i'd we'd you'd also
"""
_BEFORE_NOUN = """
    the a an this these those that our your their its my his her of in on for with by from as
    about between into no any some each every
"""
_AFTER_VERB = "the a an this these our your their its my"
# What stands before a noun that stands by itself.
_ALONE = {
    "en": _BEFORE_NOUN,
    "fr": """le la les l' un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses
        notre nos votre vos leur leurs quel quelle quels quelles chaque plusieurs de d' en par sans
        avec sous pour sur""",
}
# What stands before a word that is said of something: an adjective, or a participle.
_SAID_OF = {
    "en": """very so too quite really highly especially extremely particularly is are was were be
        been being feel feels become becomes isn't aren't wasn't it's""",
    "fr": """très trop assez plutôt si aussi vraiment est sont était étaient être soit sera seront
        semble semblent""",
}
_SEEN, _RARELY = 4, 0.08
_SHAPED = 0.2  # alone at most so often: less, where the word has the forms of an adjective
_GENDERS = (
    ("if", "ive"),
    ("el", "elle"),
    ("eux", "euse"),
    ("al", "ale"),
    ("in", "ine"),
    ("ct", "cte"),
)
_MOSTLY = 0.6
_SAID, _OFTEN = 3, 1 / 3  # sightings as said of something, and for each as a noun
_PRIOR = 3.0  # sightings that it takes to move a word from noun to verb


@dataclass(frozen=True)
class Habits:
    """How the texts of a corpus use words that could be anything.

    Parameters
    ----------
    verbs : frozenset of str
        English words used as verbs: no part of a term.
    never_alone : frozenset of str
        Words that are hardly ever a noun phrase by themselves (*stupide*, *easy*, *improving*).
    small : frozenset of str
        German words with a capital only where a sentence starts (*Zudem*).
    """

    verbs: frozenset[str] = frozenset()
    never_alone: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()


def habits(batches: Sequence[Tokens], language: str) -> Habits:
    """Learn from texts how they use their words.

    Examples
    --------
    >>> from condat.language.tokens import tokenise
    >>> text = "You render it. We render. They render. To render is to render the render."
    >>> sorted(habits([tokenise([text])], "en").verbs)
    ['render']
    """
    verbs = _english_verbs(batches) if language == "en" else frozenset()
    alone = _never_alone(batches, language) if language in _ALONE else frozenset()
    alone |= _gerunds(batches) if language == "en" else frozenset()
    alone |= _from_places(batches) if language == "de" else frozenset()
    return Habits(verbs, alone, _small(batches) if language == "de" else frozenset())


def _english_verbs(batches: Iterable[Tokens]) -> frozenset[str]:
    """Return the words that stand as verbs do: after *to*, *you*, *can* or before *the*, *our* ...

    Against them count the times that they stand as nouns do, after *the*, *of* ... A form of such
    a verb that never stands as a noun is one too (*explores*).
    """
    nouny, verby = set(_BEFORE_NOUN.split()), set(_BEFORE_VERB.split())
    objects = set(_AFTER_VERB.split())
    balance: Counter[str] = Counter()
    known: set[str] = set()
    for tokens in batches:
        words = tokens.words.to_pylist()
        known.update(words)
        before = np.array([(w in verby) - (w in nouny) for w in words] or [0])
        near = (np.diff(tokens.document) == 0) & (tokens.flags[1:] & GAP == 0)
        # *that explores* as often as *that people*: it tells nothing before a form in -s
        joined = np.array([w == "that" for w in words] or [False])[tokens.word[:-1]]
        joined &= np.array([w.endswith("s") for w in words] or [False])[tokens.word[1:]]
        said = before[tokens.word[:-1]] * (near & ~joined)
        counted = np.bincount(tokens.word[1:], said, len(words))
        taken = np.array([w in objects for w in words] or [False])[tokens.word[1:]] & near
        counted += np.bincount(tokens.word[:-1], taken, len(words))
        for i in np.flatnonzero(counted):
            balance[words[i]] += int(counted[i])
    verbs = {w for w, count in balance.items() if count > _PRIOR}
    bent = {w for w in known if w.endswith("s") and balance[w] >= 0 and lemma(w, "en") in verbs}
    return frozenset(verbs | bent)


def _never_alone(batches: Iterable[Tokens], language: str) -> frozenset[str]:
    """Return dictionary words that hardly ever stand between a determiner and a break.

    Or that are said of something (*is meaningful*, *very useful*) a third as often as that.
    """
    seen: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    said: Counter[str] = Counter()
    opening, copulas = set(_ALONE[language].split()), set(_SAID_OF[language].split())
    for tokens in batches:
        words = tokens.words.to_pylist()
        halts = tokens.lexemes(language).stop[tokens.word]
        near = (np.diff(tokens.document) == 0) & (tokens.flags[1:] & GAP == 0)
        opened = np.array([w in opening for w in words] or [False])[tokens.word]
        joined = np.array([w in copulas for w in words] or [False])[tokens.word]
        before, linked = (np.append(False, some[:-1] & near) for some in (opened, joined))
        after = np.append(halts[1:] | ~near, True)
        small = pc.equal(tokens.forms, pc.utf8_lower(tokens.forms)).to_numpy(zero_copy_only=False)
        common = small[tokens.form]  # a name takes no determiner
        total = np.bincount(tokens.word, common, len(words))
        single = np.bincount(tokens.word, before & after & common, len(words))
        about = np.bincount(tokens.word, linked & after & common, len(words))
        for counter, counts in ((seen, total), (alone, single), (said, about)):
            counter.update({words[i]: int(counts[i]) for i in np.flatnonzero(counts)})
    return frozenset(
        word
        for word, count in seen.items()
        if word
        and (
            (count >= _SEEN and alone[word] < _RARELY * count)
            or (count >= _SEEN and said[word] >= max(_SAID, _OFTEN * alone[word]))
            or (alone[word] <= _SHAPED * count and language == "fr" and _gendered(word))
        )
        and is_known(word, language)
    )


@cache
def _gendered(word: str) -> bool:
    """Say whether a French word has the two forms of an adjective: *oppressif*, *oppressive*."""
    base = lemma(word, "fr")
    return any(
        base.endswith(his) and lemma(base.removesuffix(his) + hers, "fr") == base
        for his, hers in _GENDERS
    )


def _gerunds(batches: Iterable[Tokens]) -> frozenset[str]:
    """Return words in -ing that stand before *the*, *our* ... more often than after them.

    And that end fewer than half of the phrases that they stand in: *testing* is a noun.
    """
    around = set(_AFTER_VERB.split())
    taking: Counter[str] = Counter()
    ending: Counter[str] = Counter()
    for tokens in batches:
        words = tokens.words.to_pylist()
        bent = np.array([w.endswith("ing") for w in words] or [False])[tokens.word]
        mine = np.array([w in around for w in words] or [False])[tokens.word]
        near = (np.diff(tokens.document) == 0) & (tokens.flags[1:] & GAP == 0)
        before, after = np.append(False, mine[:-1] & near), np.append(mine[1:] & near, False)
        halts = np.append(tokens.lexemes("en").stop[tokens.word][1:] | ~near, True) & ~after
        balance = after.astype(np.int64) - before, 2 * halts.astype(np.int64) - 1
        for counter, one in zip((taking, ending), balance, strict=True):
            counted = np.bincount(tokens.word, one * bent, len(words))
            counter.update({words[i]: int(counted[i]) for i in np.flatnonzero(counted)})
    return frozenset(word for word, count in taking.items() if count > 0 and ending[word] < 0)


def _from_places(batches: Iterable[Tokens]) -> frozenset[str]:
    """Return capitalised words in -er that mostly stand before another: *Hemminger Rathaus*."""
    seen: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    for tokens in batches:
        words = tokens.words.to_pylist()
        capital = np.array([form[:1].isupper() for form in tokens.forms.to_pylist()] or [False])
        bent = np.array([w.endswith("er") for w in words] or [False])[tokens.word]
        bent &= capital[tokens.form]
        near = (np.diff(tokens.document) == 0) & (tokens.flags[1:] & (GAP | HYPHEN) == 0)
        before = np.append(near & capital[tokens.form][1:], False)
        for counter, some in ((seen, bent), (joined, bent & before)):
            counted = np.bincount(tokens.word, some, len(words))
            counter.update({words[i]: int(counted[i]) for i in np.flatnonzero(counted)})
    return frozenset(w for w, n in seen.items() if n >= _SEEN and joined[w] > _MOSTLY * n)


def _small(batches: Iterable[Tokens]) -> frozenset[str]:
    """Return words that are written small inside sentences; where none is, by the dictionary."""
    inside: Counter[str] = Counter()
    words: set[str] = set()
    for tokens in batches:
        named = tokens.words.to_pylist()
        words.update(named)
        first = np.array([form[:1].isupper() for form in tokens.forms.to_pylist()] or [False])
        sign = np.where(first, 1, -1)[tokens.form] * (tokens.flags & SENTENCE == 0)
        counted = np.bincount(tokens.word, sign, len(named))
        inside.update({named[i]: int(counted[i]) for i in np.flatnonzero(counted)})
    return frozenset(w for w in words if inside[w] < 0 or (not inside[w] and _never_named(w)))


def _never_named(word: str) -> bool:
    """Say whether the dictionary has a German word, and not as a noun: *nehmt*, not *macht*."""
    return bool(word) and is_known(word, "de") and lemmatize(word.title(), "de")[:1].islower()
