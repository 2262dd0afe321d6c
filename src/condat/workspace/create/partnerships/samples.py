"""A first letter in each language, so that nobody begins with an empty page."""

from __future__ import annotations

from typing import Any

from condat.core.words import Words, mark

SUBJECT = mark("A word about {subject}")
BODY = mark(
    "Hello {first_name},\n\n"
    "We read “{post}” ({post_link}) with interest, and we work on the same subjects at {team}. "
    "Would you have twenty minutes to talk about what could be made together? You would keep your "
    "own opinion, in every case.\n\n"
    "Kind regards,\n{sender}"
)
FOLLOW = mark(
    "Hello {first_name},\n\n"
    "I wrote to you a week ago. If it does not suit you, there is nothing to do: this is my last "
    "mail.\n\n"
    "Kind regards,\n{sender}"
)


def samples(language: str) -> list[dict[str, Any]]:
    """Return letters to begin with: the fields of a template.

    Examples
    --------
    >>> samples("fr")[0]["language"]
    'fr'
    """
    words = Words(language)
    return [
        {
            "name": words("First letter"),
            "language": language,
            "subject": words(SUBJECT),
            "body": words(BODY),
            "follow_days": 7,
            "follow_body": words(FOLLOW),
        }
    ]
