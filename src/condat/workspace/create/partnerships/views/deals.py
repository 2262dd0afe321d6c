"""One deal: what is given for what, where it stands under the law, what is kept with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from condat.core.words import LANGUAGES
from condat.create.deals.contract import draft, missing
from condat.create.deals.disclosure import check
from condat.create.deals.duties import duties
from condat.create.deals.obligations import Sum, crossing
from condat.create.deals.rules import rule
from condat.report.contract import contract_pdf
from condat.workspace.create.partnerships import deals, persons, queries
from condat.workspace.create.partnerships.forms import (
    DealForm,
    DoneForm,
    EvidenceForm,
    PieceForm,
    RewardForm,
    SignForm,
    Worded,
)
from condat.workspace.create.partnerships.labels import GIVEN
from condat.workspace.create.partnerships.models import Compensation, Deal, Deliverable
from condat.workspace.create.partnerships.views import partnership as partner
from condat.workspace.create.partnerships.views.found import deal_of, partnership_of
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

FIELDS = ("objective", "advertiser", "missions", "publics", "currency", "rights", "ends_on")


@page(Act.PARTNER, "POST")
def add(visit: Visit, number: int) -> HttpResponse:
    """Make a deal with a partner."""
    one = partnership_of(visit, number)
    form = DealForm(visit.request.POST, words=visit.words, prefix="deal")
    if not form.is_valid():
        return partner.shown(visit, one, 422, deal=form)
    made = deals.make(partnership=one, by=visit.user, **form.cleaned_data)
    return redirect(visit.address("deal", number=one.pk, deal=made.pk))


@page(Act.READ)
def deal(visit: Visit, number: int, deal: int) -> HttpResponse:
    """Show a deal, what it obliges to, and where each rule stands."""
    return _shown(visit, deal_of(visit, number, deal))


def _shown(visit: Visit, one: Deal, status: int = 200, **more: Any) -> HttpResponse:
    today, law = queries.today_of(visit.desk), queries.as_deal(one)
    back = {name: form for name, form in more.items() if isinstance(form, Worded)}
    answer = visit.show(
        "create/partnerships/deal.html",
        one=one,
        partnership=one.partnership,
        today=today,
        forms=_forms(visit, one, today) | back,
        terms=visit.seen(_terms(one)),
        duties=duties(law, queries.worst(one)),
        missing=missing(law),
        unpaid=law.unpaid,
        crossed=more.get("crossed"),
        languages=LANGUAGES,
        gaps=[visit.words(gap) for gap in missing(law)],
        clauses=rule("fr-clauses"),
        given=GIVEN,
    )
    answer.status_code = status
    return answer


def _forms(visit: Visit, one: Deal, today: date) -> dict[str, Worded]:
    """Return the forms of a deal's page, as they stand before anybody fills one in."""
    words = visit.words
    reward = {"on": today, "currency": one.currency, "state": "promised"}
    return {
        "deal": DealForm(initial=_terms(one), words=words),
        "piece": PieceForm(words=words, prefix="piece"),
        "reward": RewardForm(initial=reward, words=words, prefix="reward"),
        "done": DoneForm(words=words),
        "evidence": EvidenceForm(initial={"text": _nothing(visit, one)}, words=words),
        "sign": SignForm(initial={"signed_on": today}, words=words, today=today),
    }


def _nothing(visit: Visit, one: Deal) -> str:
    return visit.words(
        "We gave {name} nothing for “{objective}”: no money, no product, no service, no "
        "invitation, and we promised nothing.",
        name=one.partnership.name,
        objective=one.objective,
    )


@page(Act.PARTNER, "POST")
def change(visit: Visit, number: int, deal: int) -> HttpResponse:
    """Change what a deal is for."""
    form = DealForm(visit.request.POST, words=visit.words)
    if not form.is_valid():
        return _shown(visit, deal_of(visit, number, deal), 422, deal=form)
    with transaction.atomic():
        visit.still(lambda: _terms(deal_of(visit, number, deal)))
        one = deal_of(visit, number, deal)
        deals.change(deal=one, by=visit.user, **form.cleaned_data)
    return _back(visit, one)


def _terms(one: Deal) -> dict[str, object]:
    return {name: getattr(one, name) for name in FIELDS}


@page(Act.PARTNER, "POST")
def reward(visit: Visit, number: int, deal: int) -> HttpResponse:
    """Add something given; what would reach the threshold is said before it is saved."""
    one = deal_of(visit, number, deal)
    form = RewardForm(visit.request.POST, words=visit.words, prefix="reward")
    if not form.is_valid():
        return _shown(visit, one, 422, reward=form)
    told = form.cleaned_data
    seen = told.pop("seen")
    crossed = _crossed(one, told)
    if crossed is not None and seen != str(crossed.total):
        return _shown(visit, one, 409, reward=form, crossed=crossed)
    deals.add_reward(deal=one, by=visit.user, warned=seen, **told)
    return _back(visit, one)


@page(Act.PARTNER)
def weigh(visit: Visit, number: int, deal: int) -> HttpResponse:
    """Say while it is typed what something given would come to: a part of the page."""
    one = deal_of(visit, number, deal)
    form = RewardForm(visit.request.GET, words=visit.words, prefix="reward")
    crossed = _crossed(one, form.cleaned_data) if form.is_valid() else None
    return visit.show("create/partnerships/weigh.html", crossed=crossed)


def _crossed(one: Deal, told: dict[str, Any]) -> Sum | None:
    if "FR" not in one.publics:
        return None
    new = queries.given(one, told["kind"], told["value"], told["currency"], told["on"])
    return crossing(queries.given_to(one.partnership), new)


@page(Act.PARTNER, "POST")
def reward_state(visit: Visit, number: int, deal: int, reward: int) -> HttpResponse:
    """Say whether something promised is due, or was given."""
    one = deal_of(visit, number, deal)
    found = get_object_or_404(Compensation, pk=reward, deal=one)
    state = visit.request.POST.get("state", "")
    if state not in GIVEN:
        raise Http404
    deals.change_reward(reward=found, state=state, by=visit.user)
    return _back(visit, one)


@page(Act.PARTNER, "POST")
def take_back(visit: Visit, number: int, deal: int, reward: int) -> HttpResponse:
    """Remove something that was noted by mistake, to note it anew as it is."""
    one = deal_of(visit, number, deal)
    deals.take_back(reward=get_object_or_404(Compensation, pk=reward, deal=one), by=visit.user)
    return _back(visit, one)


@page(Act.PARTNER, "POST")
def piece(visit: Visit, number: int, deal: int) -> HttpResponse:
    """Add something to publish."""
    one = deal_of(visit, number, deal)
    return _filled(
        visit, one, "piece", PieceForm, partial(deals.add_piece, deal=one), prefix="piece"
    )


@page(Act.PARTNER, "POST")
def published(visit: Visit, number: int, deal: int, piece: int) -> HttpResponse:
    """Say that a piece is out, and where."""
    one = deal_of(visit, number, deal)
    found = get_object_or_404(Deliverable, pk=piece, deal=one)
    publish = partial(deals.publish, piece=found, on=queries.today_of(visit.desk))
    return _filled(visit, one, "done", DoneForm, publish)


@page(Act.READ)
def checked(visit: Visit, number: int, deal: int, piece: int) -> HttpResponse:
    """Check a published piece that the corpus holds for its disclosure: a part of the page."""
    one = deal_of(visit, number, deal)
    found = get_object_or_404(Deliverable, pk=piece, deal=one)
    post = persons.at(visit.desk, found.url)
    text = "\n".join(part for part in (post["title"], post["text"]) if part) if post else ""
    names = [one.advertiser, visit.desk.watch.brand.name]
    results = [check(text, public, advertiser=names, images=found.images) for public in one.publics]
    return visit.show(
        "create/partnerships/checked.html", results=results if post else [], post=post, piece=found
    )


@page(Act.PARTNER, "POST")
def confirm(visit: Visit, number: int, deal: int) -> HttpResponse:
    """Confirm that nothing forbidden is promoted."""
    one = deal_of(visit, number, deal)
    deals.confirm(deal=one, by=visit.user)
    return _back(visit, one)


@page(Act.PARTNER, "POST")
def evidence(visit: Visit, number: int, deal: int) -> HttpResponse:
    """State that nothing was given."""
    one = deal_of(visit, number, deal)
    return _filled(visit, one, "evidence", EvidenceForm, partial(deals.state_nothing, deal=one))


@page(Act.PARTNER, "POST")
def sign(visit: Visit, number: int, deal: int) -> HttpResponse:
    """Say on which day the contract was signed."""
    one = deal_of(visit, number, deal)
    form = partial(SignForm, today=queries.latest(visit.desk))
    return _filled(visit, one, "sign", form, partial(deals.sign, deal=one))


@page(Act.READ)
def contract(visit: Visit, number: int, deal: int, language: str) -> HttpResponse:
    """Hand out the draft of the contract as PDF."""
    one = deal_of(visit, number, deal)
    if language not in LANGUAGES:
        raise Http404
    answer = HttpResponse(contract_pdf(draft(queries.as_deal(one), language)), "application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="contract-{one.pk}.{language}.pdf"'
    return answer


@page(Act.READ)
def statements(visit: Visit, number: int, deal: int) -> HttpResponse:
    """Hand out the evidence kept with a deal as text."""
    one = deal_of(visit, number, deal)
    title = visit.words("{name}: {what}", name=one.partnership.name, what=one.objective)
    lines = [
        f"{kept.at:%Y-%m-%d %H:%M} UTC – {kept.name}\n{title}\n\n{kept.text}\n"
        for kept in one.evidence.all()
    ]
    answer = HttpResponse("\n".join(lines), "text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="evidence-{one.pk}.txt"'
    return answer


def _filled(
    visit: Visit,
    one: Deal,
    name: str,
    kind: Callable[..., Worded],
    write: Callable[..., object],
    prefix: str | None = None,
) -> HttpResponse:
    """Write what a form says, or show the deal again with what is wrong beside each field."""
    form = kind(visit.request.POST, words=visit.words, prefix=prefix)
    if not form.is_valid():
        return _shown(visit, one, 422, **{name: form})
    write(by=visit.user, **form.cleaned_data)
    return _back(visit, one)


def _back(visit: Visit, one: Deal) -> HttpResponse:
    return redirect(visit.address("deal", number=one.partnership_id, deal=one.pk))
