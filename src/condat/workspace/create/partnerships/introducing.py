"""What the corpus says of somebody, as the beginning of a partnership with them."""

from __future__ import annotations

from condat.core.words import Words
from condat.report.persons import OPEN
from condat.workspace.create.partnerships import opinions, persons
from condat.workspace.teams.access import Visit


def introduced(visit: Visit, uri: str, language: str) -> dict[str, str]:
    """Return what is known of a person of the corpus; nothing when they are not.

    ``language`` is theirs: they read in it where we have their details from.
    """
    person = persons.known(visit.desk, uri) if uri else None
    if person is None:
        return {}
    source = Words(language)("Published by them at {places}", places=list(person.places))
    return {
        "person_uri": uri,
        "name": person.name,
        "email": person.email,
        "language": language,
        "stance": opinions.read(visit).get(uri, OPEN),
        "source": source,
    }
