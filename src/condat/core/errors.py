"""The one tree of errors; each kind has an exit code (and, later, an HTTP status).

::

    CondatError                 1   something we can explain went wrong
      SettingsError             2   a setting is missing or wrong
      InputError                3   a file, line, field or value that a person gave
        RejectedRowsError         3   some rows did not go in; the rest did
        LeftOutError              3   some files did not go in; the rest did
      NotFoundError             4   a person, term, row or version that is not there
      NotYetError               5   too little data: says what it would take
      GateError                 6   the strategy is not approved
      SourceError               7   a source could not be read (permanent or passing)
        RefusedAddressError     7   an address that we do not fetch
      CorpusError               8   the corpus cannot be opened or changed
        AlreadyError            8   there is a corpus where one was to be made
        ConflictError           8   another writer was first, every retry
        ErasedError             8   a version that an erasure has ended

Whoever raises does not know who reads: an error holds marked English sentences and their values.
``said(words)`` and ``advised(words)`` put it in the reader's language; ``str(error)`` is English,
for logs.
"""

from __future__ import annotations

from condat.core.words import ENGLISH, Words


class CondatError(Exception):
    """Something went wrong that Condat can explain.

    Parameters
    ----------
    sentence : str
        What was wrong, and where: a marked sentence with named places.
    hint : str, optional
        What to do about it: another, filled from the same values.
    **values : object
        What fills the places: texts, numbers, moments, lists of these, or what can itself be said.

    Examples
    --------
    >>> from condat.core.words import mark
    >>> error = CondatError(mark("No posts by {name}."), name="Ana", hint=mark("Look at the name."))
    >>> str(error)
    'No posts by Ana. Look at the name.'
    >>> error.values
    {'name': 'Ana'}
    """

    exit_code = 1
    code = "error"

    def __init__(self, sentence: str, *, hint: str = "", **values: object) -> None:
        super().__init__(sentence)
        self.sentence, self.advice, self.values = sentence, hint, values

    def said(self, words: Words) -> str:
        """Say in a reader's language what was wrong, and where."""
        return words(self.sentence, **self.values)

    def advised(self, words: Words) -> str:
        """Say in a reader's language what to do; nothing where there is nothing to say."""
        return words(self.advice, **self.values) if self.advice else ""

    @property
    def message(self) -> str:
        """What was wrong, in English."""
        return self.said(ENGLISH)

    @property
    def hint(self) -> str:
        """What to do about it, in English."""
        return self.advised(ENGLISH)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class SettingsError(CondatError):
    """A setting is missing or wrong; the message names it."""

    exit_code = 2
    code = "settings"


class InputError(CondatError):
    """What a person gave cannot be used.

    Examples
    --------
    >>> error = InputError("is not a date", file="posts.csv", line=7, field="published")
    >>> str(error)
    'posts.csv, line 7, field "published": is not a date'
    """

    exit_code = 3
    code = "input"

    def __init__(
        self,
        sentence: str,
        *,
        file: str = "",
        line: int | None = None,
        field: str = "",
        hint: str = "",
        **values: object,
    ) -> None:
        super().__init__(sentence, hint=hint, **values)
        self.file, self.line, self.field = file, line, field

    def said(self, words: Words) -> str:
        """Say the place first: file, line, field."""
        place = [self.file] if self.file else []
        place += [words("line {line}", line=str(self.line))] if self.line is not None else []
        place += [words('field "{field}"', field=self.field)] if self.field else []
        told = super().said(words)
        return words("{label}: {text}", label=words.listed(place), text=told) if place else told


class RejectedRowsError(InputError):
    """Some rows did not go in; they wait in the rejects table, the rest went in."""

    code = "rejected-rows"


class LeftOutError(InputError):
    """Some files could not be read; the others went in."""

    code = "left-out"


class NotFoundError(CondatError):
    """A person, term, row or version that is not there."""

    exit_code = 4
    code = "not-found"


class NotYetError(CondatError):
    """Too little data to know; the hint says what it would take."""

    exit_code = 5
    code = "not-yet"


class GateError(CondatError):
    """The strategy is not approved yet."""

    exit_code = 6
    code = "gate"


class SourceError(CondatError):
    """A source could not be read.

    Parameters
    ----------
    permanent : bool
        True when trying again cannot help (gone, forbidden, not a feed).
    wait : float, optional
        Seconds that the source asks us to wait before trying again.
    """

    exit_code = 7
    code = "source"

    def __init__(
        self,
        sentence: str,
        *,
        permanent: bool,
        wait: float | None = None,
        hint: str = "",
        **values: object,
    ) -> None:
        super().__init__(sentence, hint=hint, **values)
        self.permanent = permanent
        self.wait = wait


class RefusedAddressError(SourceError):
    """An address that we do not fetch (private network, other scheme, robots)."""

    code = "address-refused"

    def __init__(self, sentence: str, *, hint: str = "", **values: object) -> None:
        super().__init__(sentence, permanent=True, wait=None, hint=hint, **values)


class CorpusError(CondatError):
    """The corpus cannot be opened or changed."""

    exit_code = 8
    code = "corpus"


class AlreadyError(CorpusError):
    """There is a corpus where one was to be made."""

    code = "already"


class ConflictError(CorpusError):
    """Another writer was first at every retry."""

    code = "conflict"


class ErasedError(CorpusError):
    """A version that an erasure has ended; it cannot be read or rebuilt."""

    code = "erased"
