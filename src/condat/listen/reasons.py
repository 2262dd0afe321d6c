"""Why a row did not go in, and what to do: a code with its values, put in words for who reads.

The corpus keeps the code and the values, so that readers of several languages share it.
"""

from __future__ import annotations

from typing import NamedTuple

from condat.core.words import Said, Words, mark

REASONS = {
    "date": mark('is not a date: "{0}"'),
    "whole_number": mark('is not a whole number: "{0}"'),
    "number": mark('is not a number: "{0}"'),
    "missing": mark("is missing"),
    "empty": mark("is empty"),
    "quote_open": mark("has a quote that is never closed"),
    "quote_text": mark("has text after a closing quote"),
    "fields": mark("does not have {0} fields but {1}"),
    "encoding": mark("holds bytes that are not UTF-8"),
    "json": mark("is not JSON: look at character {0}"),
    "json_object": mark("is not a JSON object"),
    "json_values": mark("is JSON that cannot be read (numbers out of range or not a number)"),
    "nameless": mark("has neither id nor address"),
    "feed": mark("the feed is not well-formed: {0}"),
    "feed_cut": mark("entries that are cut off at the end, or are no entries: {0}"),
    "record": mark("cannot be read: {0}"),
    "comments": mark("the comments cannot be read: {0}"),
}
ADVICE = {
    "date": mark("Write dates as 2026-11-22, or say in a layout how they are written."),
    "whole_number": mark("Write a whole number without a unit, such as 1250."),
    "number": mark("Write a number without a unit, such as 12.50."),
    "missing": mark("Fill it in: a row without it cannot be told from another."),
    "quote_open": mark('Close it; a quotation mark inside a text is doubled: "".'),
    "quote_text": mark('Put the whole text between quotation marks, and double those inside: "".'),
    "fields": mark("Put a text that holds the separator between quotation marks."),
    "encoding": mark("Save the file as UTF-8."),
    "json": mark("Write one whole JSON object a line."),
    "json_object": mark("Write one whole JSON object a line."),
    "json_values": mark("Write plain numbers of at most eighteen digits."),
}


class Reason(NamedTuple):
    """A code of :data:`REASONS`, and what fills its places.

    Examples
    --------
    >>> Reason("fields", ("6", "2")).said(Words("en"))
    'does not have 6 fields but 2'
    """

    code: str
    values: tuple[str, ...] = ()

    def said(self, words: Words) -> str:
        """Say why a row did not go in; a code that is not known is shown as it was kept."""
        known = self.code in REASONS
        return words(REASONS[self.code]).format(*self.values) if known else self.code

    @property
    def advice(self) -> Said:
        """What to do about it; nothing where only the sender of the data can mend it."""
        return Said(ADVICE.get(self.code, ""))
