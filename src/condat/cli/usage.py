"""Errors of usage in the reader's language: Typer writes its own in English only."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError
from typer import rich_utils

from condat.core.invalid import wrongs
from condat.core.words import ENGLISH, Words, mark

# What Typer says -> what we say; named groups fill the places.
_SENTENCES = {
    r"Missing argument '(?P<name>.+)'\.": mark("The argument {name} is missing."),
    r"Missing option '(?P<name>.+)'\.": mark("The option {name} is missing."),
    r"Missing command\.": mark("A command is missing."),
    r"No such command '(?P<name>.+)'\. Did you mean (?P<near>.+)\?": mark(
        "There is no command {name}. Did you mean {near}?"
    ),
    r"No such command '(?P<name>.+)'\.": mark("There is no command {name}."),
    r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.+)\)": mark(
        "There is no option {name}. Did you mean {near}?"
    ),
    r"No such option: (?P<name>\S+)": mark("There is no option {name}."),
    r"Option '(?P<name>.+)' requires an argument\.": mark("The option {name} takes a value."),
    r"Option '(?P<name>.+)' does not take a value\.": mark("The option {name} takes no value."),
    r"Got unexpected extra argument\(s\) \((?P<names>.+)\)": mark("Too many arguments: {names}."),
    r"Invalid value for (?P<name>.+?): Value error, (?P<value>.+) is not one of (?P<names>.+)\.": (
        mark("{name}: {value} is not one of {names}.")
    ),
}
_INVALID = re.compile(r"Invalid value for (?P<name>.+?): .*", re.DOTALL)


def show(error: Any, words: Words) -> int:
    """Show an error of usage as Typer does, in a language; return its exit code."""
    if words.language != ENGLISH.language:
        error.format_message = lambda: explained(error, words)
    rich_utils.rich_format_error(error)
    return int(error.exit_code)


def explained(error: Any, words: Words) -> str:
    """Say what was wrong; a message that we do not know stays as Typer wrote it."""
    message = type(error).format_message(error)
    for pattern, sentence in _SENTENCES.items():
        if found := re.fullmatch(pattern, message):
            return words(sentence, **found.groupdict())
    invalid, cause = _INVALID.fullmatch(message), error.__cause__
    if invalid and isinstance(cause, ValidationError):
        _, what = next(wrongs(cause))
        name = invalid["name"].replace("'", "")
        return words("{label}: {text}", label=name, text=what)
    return str(message)
