"""All partnerships: what is due first, then where each stands; how one begins; the money."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from condat.report.persons import OPEN
from condat.usecases.team.strategy import gate_of
from condat.workspace.create.partnerships import deals, opinions, queries, relation
from condat.workspace.create.partnerships.forms import BeginForm, BudgetForm, HouseForm
from condat.workspace.create.partnerships.introducing import introduced
from condat.workspace.create.partnerships.models import House, Partnership
from condat.workspace.pages.standing import standing
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def partnerships(visit: Visit) -> HttpResponse:
    """Show what is due, then everybody by stage, as a board or as a list."""
    today = queries.today_of(visit.desk)
    board = queries.board(visit.team)
    people = [one for _, many in board for one in many]
    return visit.show(
        "create/partnerships/board.html",
        today=today,
        due=queries.due(visit.team, today),
        mails=queries.unsettled(visit.team),
        board=board,
        people=people,
        opinions=_opinions(visit, people),
        listed=visit.request.GET.get("view") == "list",
        gate=gate_of(visit.desk),
        spent=queries.spent(visit.team, today.year),
    )


def _opinions(visit: Visit, people: list[Partnership]) -> dict[int, opinions.Opinion]:
    posts = opinions.read(visit)
    return {
        one.pk: opinions.opinion(one.stance, posts.get(one.person_uri), visit.words)
        for one in people
    }


@page(Act.PARTNER, "GET", "POST")
def start(visit: Visit) -> HttpResponse:
    """Begin a partnership with a person of the corpus, or with somebody typed in."""
    if visit.request.method == "POST":
        form = BeginForm(visit.request.POST, words=visit.words)
        if form.is_valid():
            made = relation.begin(team=visit.team, by=visit.user, **form.cleaned_data)
            return redirect(visit.address("partnership", number=made.pk))
        return _start(visit, form, status=422)
    return _start(visit, BeginForm(initial=_first(visit), words=visit.words))


def _start(visit: Visit, form: BeginForm, status: int = 200) -> HttpResponse:
    shown = visit.show("create/partnerships/start.html", form=form, people=_people(visit))
    shown.status_code = status
    return shown


def _first(visit: Visit) -> dict[str, str]:
    """Fill the form with what the corpus says of the person asked for."""
    language, uri = visit.words.language, visit.request.GET.get("person", "")
    known = introduced(visit, uri, language)
    return {"language": language, "stance": OPEN} | known


def _people(visit: Visit) -> list[dict[str, object]]:
    """Propose those whom the last plan shortlists and nobody works with yet."""
    facts = standing(visit.desk, visit.words)
    rows = facts.rows("shortlist") if facts else []
    known = set(visit.team.partnerships.values_list("person_uri", flat=True))
    return [row for row in rows if not row["topic"] and row["person_uri"] not in known]


@page(Act.PARTNER, "GET", "POST")
def money(visit: Visit) -> HttpResponse:
    """Show a year's budget and what it came to; say who we are in a contract."""
    given = visit.request.POST
    budget = _budget(visit, given if "amount" in given else None)
    ours = _house(visit, given if "legal_name" in given else None)
    if budget.is_valid():
        deals.set_budget(team=visit.team, by=visit.user, **budget.cleaned_data)
    elif ours.is_valid():
        deals.set_house(team=visit.team, by=visit.user, **ours.cleaned_data)
    else:
        return _money(visit, budget, ours, status=422 if visit.request.method == "POST" else 200)
    return redirect(visit.address("partner-money"))


def _budget(visit: Visit, given: QueryDict | None) -> BudgetForm:
    year, currency = queries.today_of(visit.desk).year, visit.desk.settings.plan.currency
    return BudgetForm(given, initial={"year": year, "currency": currency}, words=visit.words)


def _house(visit: Visit, given: QueryDict | None) -> HouseForm:
    house = House.objects.filter(team=visit.team).first()
    known = {name: getattr(house, name) for name in HouseForm.base_fields} if house else {}
    return HouseForm(given, initial=known, words=visit.words)


def _money(visit: Visit, budget: BudgetForm, ours: HouseForm, status: int) -> HttpResponse:
    today = queries.today_of(visit.desk)
    shown = visit.show(
        "create/partnerships/money.html",
        budget=budget,
        house=ours,
        year=today.year,
        spent=queries.spent(visit.team, today.year),
        cycle=queries.spent_in_cycle(visit.team, visit.desk.settings.plan, today),
    )
    shown.status_code = status
    return shown
