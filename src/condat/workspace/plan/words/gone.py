"""The page of a word that nothing is told of now: not counted any more, or never checked."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse

from condat.usecases.show.former import near, words_of
from condat.workspace.pages.found import Found
from condat.workspace.pages.gone import Way, gone
from condat.workspace.teams.access import Visit


def gone_word(visit: Visit, here: Found | None, term: str) -> HttpResponse:
    """Say that nothing is told of a word now, with those that are near and the way to its posts."""
    words = visit.words
    rows = here.table("keywords").to_pylist() if here else []
    named = [{**row, "of": f"{row['language']}:{row['term']}"} for row in rows]
    return gone(
        visit,
        title=words("Nothing is known about “{term}” today", term=term),
        told=words("Words are counted and checked anew as posts come in; the posts are all there."),
        near=[
            Way(
                row["label"],
                visit.address("keyword", language=row["language"], term=row["term"]),
                words.language_name(row["language"]),
            )
            for row in near(words_of(term), named, "of")
        ],
        on=[
            Way(
                words("Posts that hold it"),
                f"{visit.address('search')}?{urlencode({'words': term})}",
            ),
            Way(words("All keywords"), visit.address("keywords")),
        ],
    )
