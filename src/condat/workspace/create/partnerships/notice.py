"""What the first mail to somebody says of their data (GDPR, article 14), in their language."""

from __future__ import annotations

from condat.core.words import Words


def notice(*, team: str, source: str, contact: str, door: str, language: str) -> str:
    """Say who holds which data, from where, why, for how long, and how to object.

    Parameters
    ----------
    team : str
        Who writes, and decides on the data.
    source : str
        Where the data come from.
    contact : str
        The address for questions and for the other rights.
    door : str
        The signed address that stops everything.
    language : str
        Of the person written to.

    Returns
    -------
    str
        Paragraphs, to stand under the letter.
    """
    words = Words(language)
    return words(
        "Why we have your details: {team} keeps your name, how to reach you and what you published "
        "on our subjects. Source: {source}. We use them to propose working together (legitimate "
        "interest) and keep them for three years at most after our last exchange. You may ask to "
        "see, correct or erase them, or lodge a complaint with your data protection authority; "
        "write to {contact}.\n\n"
        "You do not want to hear from us? Open this address, and we stop, at once and for good: "
        "{door}",
        team=team,
        source=source,
        contact=contact,
        door=door,
    )


def reminder(*, door: str, language: str) -> str:
    """Say in every later mail how to object."""
    return Words(language)("You do not want to hear from us any more? {door}", door=door)
