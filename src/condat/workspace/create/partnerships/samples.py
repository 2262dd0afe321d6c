"""A first letter in each language, so that nobody begins with an empty page."""

from __future__ import annotations

from typing import Any

from condat.core.words import Words, mark

SUBJECT = mark("A word about {subject}")
BODY = mark(
    "Hello {first_name},\n\n"
    "We read “{post}” ({post_link}) with interest: at {team}, we work on the same subjects. "
    "Would you have twenty minutes to talk about what we could do together? Your opinion would "
    "stay your own, whatever it is.\n\n"
    "Kind regards,\n{sender}"
)
HEARD = mark("What you wrote about {subject}")
INVITED = mark(
    "Hello {first_name},\n\n"
    "You wrote: “{comment}”\n{comment_link}\n\n"
    "You put your finger on something, and we would rather listen than defend ourselves. Would you "
    "have twenty minutes for an interview? You would read your words before they are published, "
    "change them if you like, and keep your own opinion.\n\n"
    "Kind regards,\n{sender}"
)
FOLLOW = mark(
    "Hello {first_name},\n\n"
    "I wrote to you a week ago. If this is not for you, you need not do anything: I will not "
    "write again.\n\n"
    "Kind regards,\n{sender}"
)


def after_comment(language: str) -> dict[str, Any]:
    """Return the letter that invites somebody for what they said: the fields of a template.

    Examples
    --------
    >>> "{comment}" in after_comment("de")["body"]
    True
    """
    words = Words(language)
    told = {"name": words("After a comment"), "subject": words(HEARD), "body": words(INVITED)}
    return samples(language)[0] | told


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
            "name": words("First e-mail"),
            "language": language,
            "subject": words(SUBJECT),
            "body": words(BODY),
            "follow_days": 7,
            "follow_body": words(FOLLOW),
        }
    ]
