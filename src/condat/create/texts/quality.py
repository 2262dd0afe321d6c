"""The check of a draft against its brief and the promise.

Each remark says what was seen, why it matters, and where in the text. What neither the strategy
nor the corpus tells is a remark too: it cannot be known yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from condat.core.words import Said, mark
from condat.create.texts.answers import Reading, answer, nearest
from condat.create.texts.briefs import Brief
from condat.create.texts.readability import scored
from condat.create.texts.terms import DOUBTFUL, Word

Kind = Literal["words", "avoid", "questions", "message", "ease", "length"]
Tone = Literal["good", "mend", "unknown"]
LONG = 30  # words of a sentence, as the audit of what was published counts
SHOWN = 5  # long sentences, questions that are not answered
CARRIED = 0.45  # cosine of a sentence that says a message; unrelated ones stay under it


@dataclass(frozen=True)
class Remark:
    """One thing that was seen in a text; ``start`` and ``end`` where it stands, if anywhere."""

    kind: Kind
    tone: Tone
    said: Said
    why: Said | None = None
    start: int | None = None
    end: int | None = None
    excerpt: str = ""


@dataclass(frozen=True)
class Check:
    """All that was seen in a text."""

    remarks: tuple[Remark, ...]
    words: int
    ease: float | None

    def of(self, kind: Kind) -> list[Remark]:
        """Return the remarks of one kind."""
        return [one for one in self.remarks if one.kind == kind]

    @property
    def to_mend(self) -> int:
        """How many remarks ask for a change."""
        return sum(one.tone == "mend" for one in self.remarks)


@dataclass(frozen=True)
class Aim:
    """What a text is held against: its brief, and what the strategy promises."""

    brief: Brief
    promise: str = ""


def check(text: str, aim: Aim) -> Check:
    """Check a text against what it is for.

    Parameters
    ----------
    text : str
        Markdown.
    aim : Aim

    Examples
    --------
    >>> aim = Aim(Brief("fr", "levain", avoid=(Word("autolyse", "jargon", ("repos",)),)))
    >>> found = check("Le levain a faim. Après l'autolyse, il double.", aim)
    >>> [(one.kind, str(one.said), one.excerpt) for one in found.remarks if one.tone == "mend"]
    [('avoid', '“autolyse”: rather repos.', 'autolyse')]
    """
    reading = Reading.of(text, aim.brief.language)
    parts = (_used, _avoided, _questions, _messages, _ease, _length)
    remarks = tuple(remark for part in parts for remark in part(reading, aim))
    return Check(remarks, reading.count, scored(reading.sentences, aim.brief.language))


def _used(reading: Reading, aim: Aim) -> Iterator[Remark]:
    """Say which of the audience's words stand in the text, and which do not."""
    wanted = [word.text for word in aim.brief.use]
    if len(wanted) < 2:
        told = mark("Cannot know yet which words the audience uses: make the brief first.")
        yield Remark("words", "unknown", Said(told))
        return
    used = [word for word in wanted if reading.places(word)]
    missing = [word for word in wanted if word not in used]
    enough = wanted[0] in used and 2 * len(used) >= len(wanted)
    told = mark("Of the audience’s words, {used} of {all} are used.")
    why = Said(mark("Not used: {words}."), {"words": missing}) if missing else None
    values = {"used": len(used), "all": len(wanted)}
    yield Remark("words", "good" if enough else "mend", Said(told, values), why)


def _avoided(reading: Reading, aim: Aim) -> Iterator[Remark]:
    """Point at each word to avoid where it is used first, with a plainer one."""
    named = {word.text.casefold() for word in aim.brief.avoid}
    others = [word for word in aim.brief.careful if word.text.casefold() not in named]
    for word in (*aim.brief.avoid, *others):
        places = reading.places(word.text)
        if places:
            start, end = places[0]
            excerpt = reading.source[start:end]
            yield Remark("avoid", "mend", _instead(word), _why(word), start, end, excerpt)


def _instead(word: Word) -> Said:
    values = {"word": word.text, "plainer": list(word.plainer)}
    if word.plainer:
        return Said(mark("“{word}”: rather {plainer}."), values)
    return Said(mark("“{word}”: say it in other words, or explain it."), values)


def _why(word: Word) -> Said:
    if word.verdict not in DOUBTFUL:
        return Said(mark("The plan warns of it."))
    if word.verdict == "jargon":
        return Said(mark("The audience does not use it, or asks what it means."))
    return Said(mark("Others mean something else by it."))


def _questions(reading: Reading, aim: Aim) -> Iterator[Remark]:
    """Say which questions of the brief the text answers, and where."""
    if not aim.brief.questions:
        yield Remark("questions", "unknown", Said(mark("The brief holds no question to answer.")))
    for asked in aim.brief.questions:
        found = answer(asked.text, reading)
        values = {"question": asked.text}
        if found:
            told = Said(mark("Answered: “{question}”"), values)
            yield Remark("questions", "good", told, None, found.start, found.end, found.text[:120])
        else:
            told = Said(mark("No answer is seen yet: “{question}”"), values)
            yield Remark("questions", "mend", told)


def _messages(reading: Reading, aim: Aim) -> Iterator[Remark]:
    """Say whether some sentence carries the message and the promise."""
    for name, text in ((MESSAGE, aim.brief.message), (PROMISE, aim.promise)):
        kept, lost, unwritten = name
        if not text:
            yield Remark("message", "unknown", Said(unwritten))
            continue
        found, near = nearest(text, reading)
        if found and near >= CARRIED:
            yield Remark(
                "message", "good", Said(kept), None, found.start, found.end, found.text[:120]
            )
        else:
            yield Remark("message", "mend", Said(lost, {"text": text}))


MESSAGE = (
    mark("The message is said."),
    mark("No sentence says the message: “{text}”"),
    mark("No message is chosen for this piece: cannot know whether it is said."),
)
PROMISE = (
    mark("The promise is kept in sight."),
    mark("No sentence recalls the promise: “{text}”"),
    mark("The strategy holds no promise yet: cannot know whether it is kept."),
)


def _ease(reading: Reading, aim: Aim) -> Iterator[Remark]:
    """Compare the ease of reading with what over-performs; point at long sentences."""
    ease = scored(reading.sentences, aim.brief.language)
    usual = aim.brief.ease
    values = {"ease": round(ease)} if ease is not None else {}
    if ease is None:
        yield Remark(
            "ease", "unknown", Said(mark("Nothing to measure the ease of reading on yet."))
        )
    elif usual is None:
        told = mark(
            "Ease of reading: {ease} out of 100. We cannot know yet what suits your readers."
        )
        yield Remark("ease", "unknown", Said(told, values))
    else:
        values |= {"low": round(usual.low), "high": round(usual.high)}
        harder = ease < usual.low
        told = HARDER if harder else AS_EASY
        yield Remark("ease", "mend" if harder else "good", Said(told, values))
    long = [one for one in reading.sentences if len(one.words) > LONG]
    for one in sorted(long, key=lambda one: -len(one.words))[:SHOWN]:
        said = Said(mark("A sentence of {count} words: cut it in two."), {"count": len(one.words)})
        yield Remark("ease", "mend", said, None, one.start, one.end, one.text[:80])


HARDER = mark("Harder to read ({ease} of 100) than what did better than usual ({low} to {high}).")
AS_EASY = mark("As easy to read ({ease} of 100) as what did better than usual ({low} to {high}).")


def _length(reading: Reading, aim: Aim) -> Iterator[Remark]:
    """Compare the length with what over-performs in the same place."""
    usual, count = aim.brief.length, reading.count
    if usual is None:
        told = mark("{count} words. Cannot know yet how long such pieces had better be.")
        yield Remark("length", "unknown", Said(told, {"count": count}))
        return
    values = {"count": count, "low": round(usual.low), "high": round(usual.high)}
    if usual.low / 2 <= count <= usual.high * 2:
        told = mark("{count} words; what did better than usual there has {low} to {high}.")
        yield Remark("length", "good", Said(told, values))
    else:
        told = mark("{count} words, far from the {low} to {high} of what did better than usual.")
        yield Remark("length", "mend", Said(told, values))
