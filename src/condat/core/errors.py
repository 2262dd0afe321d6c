"""The one tree of errors; each kind has an exit code (and, later, an HTTP status).

::

    CondatError                 1   something we can explain went wrong
      SettingsError             2   a setting is missing or wrong
      InputError                3   a file, line, field or value that a person gave
        RejectedRowsError         3   some rows did not go in; the rest did
      NotFoundError             4   a person, term, row or version that is not there
      NotYetError               5   too little data: says what it would take
      GateError                 6   the strategy is not approved
      SourceError               7   a source could not be read (permanent or passing)
        RefusedAddressError     7   an address that we do not fetch
      CorpusError               8   the corpus cannot be opened or changed
        ConflictError           8   another writer was first, every retry
        ErasedError             8   a version that an erasure has ended
"""

from __future__ import annotations


class CondatError(Exception):
    """Something went wrong that Condat can explain.

    Parameters
    ----------
    message : str
        What was wrong, and where.
    hint : str, optional
        What to do about it.

    Examples
    --------
    >>> str(CondatError("No posts yet.", hint="Run: condat import FILE"))
    'No posts yet. Run: condat import FILE'
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint


class SettingsError(CondatError):
    """A setting is missing or wrong; the message names it."""

    exit_code = 2


class InputError(CondatError):
    """What a person gave cannot be used.

    Examples
    --------
    >>> str(InputError("is not a date", file="posts.csv", line=7, field="published"))
    'posts.csv, line 7, field "published": is not a date'
    """

    exit_code = 3

    def __init__(
        self,
        message: str,
        *,
        file: str = "",
        line: int | None = None,
        field: str = "",
        hint: str = "",
    ) -> None:
        place = [file] if file else []
        place += [f"line {line}"] if line is not None else []
        place += [f'field "{field}"'] if field else []
        super().__init__(": ".join(filter(None, [", ".join(place), message])), hint=hint)
        self.file, self.line, self.field = file, line, field


class RejectedRowsError(InputError):
    """Some rows did not go in; they wait in the rejects table, the rest went in."""


class NotFoundError(CondatError):
    """A person, term, row or version that is not there."""

    exit_code = 4


class NotYetError(CondatError):
    """Too little data to know; the hint says what it would take."""

    exit_code = 5


class GateError(CondatError):
    """The strategy is not approved yet."""

    exit_code = 6


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

    def __init__(
        self, message: str, *, permanent: bool, wait: float | None = None, hint: str = ""
    ) -> None:
        super().__init__(message, hint=hint)
        self.permanent = permanent
        self.wait = wait


class RefusedAddressError(SourceError):
    """An address that we do not fetch (private network, other scheme, robots)."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message, permanent=True, hint=hint)


class CorpusError(CondatError):
    """The corpus cannot be opened or changed."""

    exit_code = 8


class ConflictError(CorpusError):
    """Another writer was first at every retry."""


class ErasedError(CorpusError):
    """A version that an erasure has ended; it cannot be read or rebuilt."""
