"""Search over the posts that were heard; what is asked stands in the address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect

from condat.core.errors import NotYetError
from condat.core.places import place_name
from condat.core.words import LANGUAGES, Words, mark
from condat.language.identify import OTHER
from condat.report.labels import SIDES
from condat.usecases.desk import Desk
from condat.usecases.search import searching
from condat.usecases.search.searching import REACTIONS, Found, Heard, Wish
from condat.workspace.create.cues.heard import unwilling
from condat.workspace.create.partnerships.persons import persons_of
from condat.workspace.jobs.actions import ask
from condat.workspace.pages.found import found
from condat.workspace.pages.labels import REACTED
from condat.workspace.pages.tables import download
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

ORDERS = ("", "new")


NEVER = mark("This is before the first day.")


class Asked(forms.Form):
    """The filters, as they are typed; what is wrong is said in the reader's words."""

    words = forms.CharField(required=False, max_length=300)
    side = forms.ChoiceField(required=False, choices=[(name, name) for name in SIDES])
    language = forms.ChoiceField(
        required=False, choices=[(name, name) for name in (*LANGUAGES, OTHER)]
    )
    source = forms.CharField(required=False, max_length=300)
    author = forms.CharField(required=False, max_length=500)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    reactions = forms.ChoiceField(required=False, choices=[(name, name) for name in REACTIONS])
    order = forms.ChoiceField(required=False, choices=[(name, name) for name in ORDERS])
    page = forms.IntegerField(required=False, min_value=1, max_value=searching.DEEPEST)

    def __init__(self, words: Words, data: QueryDict) -> None:
        super().__init__(data)
        self.words_of_reader = words

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins: no post is of it."""
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        if since and until and until < since:
            self.add_error("until", self.words_of_reader(NEVER))
        return self.cleaned_data

    def wish(self) -> Wish:
        """Return what is looked for; a field that is wrong is not asked."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        newest, _ = given.pop("order", "") == "new", given.pop("page", None)
        return Wish(**given, newest=newest)


@page(Act.READ)
def search(visit: Visit) -> HttpResponse:
    """Show the posts that hold what is asked, with the passages; else how to make them so."""
    form = Asked(visit.words, visit.request.GET)
    form.is_valid()
    number = form.cleaned_data.get("page") or 1
    wish = form.wish()
    seen = _found(visit.desk, wish, number)
    posts = seen.posts if seen else []
    return visit.show(
        "plan/search.html",
        form=form,
        wish=wish,
        found=seen,
        writers=_writers(visit, posts),
        unwilling=unwilling(visit.team, visit.desk, [one.post["uri"] for one in posts]),
        number=number,
        asked=_without_page(visit.request.GET),
        names=_names(visit),
        latest=visit.desk.corpus.snapshot().version,
        sides=SIDES,
        jobs=visit.team.jobs.filter(kind="index")[:1],
    )


@page(Act.READ)
def export(visit: Visit) -> StreamingHttpResponse:
    """Give the posts that hold what is asked as a CSV file."""
    form = Asked(visit.words, visit.request.GET)
    form.is_valid()
    words = visit.words
    headers = [
        words("Published"),
        words("Title"),
        words("Text"),
        words("Author"),
        words("Source"),
        words("Who"),
        words("Language"),
        words("Address"),
        words("Reactions"),
    ]
    return download("condat-posts", headers, _rows(visit.desk, form.wish(), words))


@page(Act.LISTEN, "POST")
def index(visit: Visit) -> HttpResponse:
    """Make the posts searchable now."""
    ask(team=visit.team, kind="index", by=visit.user, arguments={})
    return redirect("search", visit.team.slug)


def _writers(visit: Visit, posts: list[Heard]) -> dict[str, str]:
    """Return the page of who wrote each post (the first of several); nothing without a page."""
    here = found(visit.desk, visit.words)
    first = {one.post["uri"]: one.post["author_uris"][0] for one in posts if one.post["names"]}
    if here is None or not first:
        return {}
    persons = persons_of(visit.desk, set(first.values()))
    return {uri: visit.person(here, persons[account]) for uri, account in first.items()}


def _found(desk: Desk, wish: Wish, number: int) -> Found | None:
    try:
        return searching.search(desk, wish, number)
    except NotYetError:
        return None


def _rows(desk: Desk, wish: Wish, words: Words) -> Iterator[list[object]]:
    for post, side in searching.every(desk, wish):
        yield [
            post["published"].isoformat() if post["published"] else None,
            post["title"],
            post["text"],
            words.listed(post["names"]),
            post["source"],
            words.of(SIDES, side),
            post["language"],
            post["url"] or post["uri"],
            post["got"],
        ]


def _names(visit: Visit) -> dict[str, dict[str, str]]:
    """Give the choices of each filter, in words."""
    words = visit.words
    languages = {name: words.language_name(name) for name in LANGUAGES}
    return {
        "side": {name: words(label) for name, label in SIDES.items()},
        "language": languages | {OTHER: words("another, or not told")},
        "source": {name: place_name(name) for name in searching.sources(visit.desk)},
        "reactions": {name: words(label) for name, label in REACTED.items()},
    }


def _without_page(given: QueryDict) -> str:
    kept = given.copy()
    kept.pop("page", None)
    return kept.urlencode()
