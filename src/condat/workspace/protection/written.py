"""The notice and the balancing record: written here, versioned, approved by name."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from condat.core.words import LANGUAGES
from condat.workspace.pages.sheet import STYLE
from condat.workspace.protection import actions, queries
from condat.workspace.protection.forms import BalanceForm, NoticeForm
from condat.workspace.protection.models import Balance
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def notice(visit: Visit) -> HttpResponse:
    """Show what people are told, by language, with the address where anybody reads it."""
    told = queries.notices(visit.team)
    forms = {
        language: NoticeForm(
            visit.words, initial={"text": _told(visit, language)}, auto_id=f"{language}-%s"
        )
        for language in LANGUAGES
    }
    return visit.show(
        "protection/notice.html", told=told, forms=forms, versions=visit.team.notices.all()
    )


def _told(visit: Visit, language: str) -> str:
    told = queries.notices(visit.team)
    return told[language].text if language in told else ""


@page(Act.MANAGE, "POST")
def write_notice(visit: Visit, language: str) -> HttpResponse:
    """Put a new text of one language before the public."""
    if language not in LANGUAGES:
        raise Http404
    text = visit.request.POST.get("text", "").replace("\r\n", "\n").strip()
    with transaction.atomic():
        visit.still(lambda: _told(visit, language))
        actions.tell(team=visit.team, language=language, text=text, by=visit.user)
    return redirect("notice", visit.team.slug)


@page(Act.READ)
def balance(visit: Visit) -> HttpResponse:
    """Show the balancing record, who approved it, and its earlier versions."""
    known = queries.balance(visit.team)
    steps = ("purpose", "necessity", "balance")
    initial = {name: getattr(known, name) for name in steps} if known else {}
    return _balance(visit, BalanceForm(visit.words, initial=initial))


@page(Act.MANAGE, "POST")
def write_balance(visit: Visit) -> HttpResponse:
    """Write the three steps anew."""
    form = BalanceForm(visit.words, visit.request.POST)
    if not form.is_valid():
        return _balance(visit, form, 422)
    with transaction.atomic():
        visit.still(lambda: _last(visit))
        actions.weigh(team=visit.team, by=visit.user, **form.cleaned_data)
    return redirect("balance", visit.team.slug)


@page(Act.MANAGE, "POST")
def approve_balance(visit: Visit, number: int) -> HttpResponse:
    """Approve the record under the visitor's name."""
    found = get_object_or_404(Balance, pk=number, team=visit.team)
    actions.approve(balance=found, by=visit.user)
    return redirect("balance", visit.team.slug)


@page(Act.READ)
def export_balance(visit: Visit) -> HttpResponse:
    """Hand out every version as one file, to file or to print."""
    told = {"versions": visit.team.balances.all(), "team": visit.team, "made": datetime.now(UTC)}
    told |= {"style": STYLE}
    answer = render(visit.request, "protection/balance_file.html", told)
    answer["Content-Disposition"] = f'attachment; filename="{visit.team.slug}-balance.html"'
    return answer


def _balance(visit: Visit, form: BalanceForm, status: int = 200) -> HttpResponse:
    versions = list(visit.team.balances.all())
    seen = visit.opened(_last(visit))
    shown = visit.show("protection/balance.html", form=form, versions=versions, seen=seen)
    shown.status_code = status
    return shown


def _last(visit: Visit) -> int | None:
    known = queries.balance(visit.team)
    return known.pk if known else None
