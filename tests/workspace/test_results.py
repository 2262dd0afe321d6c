"""Results as sums, the chain of the scorecard, indicators that are kept or go first."""

from __future__ import annotations

from datetime import timedelta

import pyarrow as pa
import pytest

from condat.corpus.schema import TABLES
from condat.measure.scorecard import money
from condat.usecases.desk import Desk
from condat.usecases.show.outcomes import outcomes
from condat.workspace.measure.indicators.models import Indicator
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

INDICATORS = "/t/moulin/indicators/"
WHOLE = {"objective": "Vendre en ligne", "decision": "Le budget du cycle", "tier": "outcomes"}


def bring(desk: Desk) -> None:
    """Import results: two pages, this cycle and the one before."""
    days = ((1, "/mie", 4.0), (8, "/mie", 6.0), (3, "/pain", 1.0), (40, "/mie", 5.0))
    rows = [
        {
            "uri": f"urn:{n}",
            "name": "Ventes",
            "day": desk.as_of - timedelta(days=ago),
            "page": f"https://moulin.example{page}",
            "campaign": None,
            "value": value,
        }
        for n, (ago, page, value) in enumerate(days)
    ]
    table = pa.Table.from_pylist(rows, schema=TABLES["outcomes"].schema)
    with desk.corpus.transaction(at=desk.as_of, note="results") as tx:
        tx.upsert("outcomes", table)


def test_results_are_summed_by_page_beside_the_piece(visitor: Visitor, planned: Desk) -> None:
    viewer = visitor("viewer")
    assert viewer.get("/t/moulin/results/").status_code == 200
    bring(planned)
    found = outcomes(planned)
    assert found
    assert [(one.page[-4:], one.now, one.before) for one in found.totals] == [
        ("/mie", 10.0, 5.0),
        ("pain", 1.0, 0.0),
    ]
    Team.objects.get().pieces.create(
        title="La mie ouverte", kind="article", url="https://moulin.example/mie"
    )
    shown = viewer.get("/t/moulin/results/").content.decode()
    assert "La mie ouverte" in shown
    assert "<svg" in shown
    assert 'class="chart narrow"' in shown, "a phone gets its own drawing"
    assert "ces 28 derniers jours" in shown


def test_a_scorecard_says_what_is_missing(visitor: Visitor, planned: Desk) -> None:
    viewer = visitor("viewer")
    shown = viewer.get("/t/moulin/scorecard/", headers={"accept-language": "en"}).content.decode()
    assert "Nothing is measured yet" in shown
    bring(planned)
    shown = viewer.get("/t/moulin/scorecard/", headers={"accept-language": "en"}).content.decode()
    assert "of the 6 links of the chain are missing" in shown
    assert "Ventes" in shown


def test_a_media_value_is_shown_as_no_value_and_an_advertising_one_is_not_taken(
    visitor: Visitor, planned: Desk
) -> None:
    editor = visitor("editor")
    refused = editor.post(f"{INDICATORS}new/", WHOLE | {"name": "Équivalent publicitaire"})
    assert refused.status_code == 422
    editor.post(f"{INDICATORS}new/", WHOLE | {"name": "EMV", "unit": "EUR"})
    emv = Indicator.objects.get()
    editor.post(f"{INDICATORS}{emv.pk}/note/", {"day": "2026-11-20", "value": "125000"})
    assert editor.post(f"{INDICATORS}{emv.pk}/keep/").status_code == 422
    shown = editor.get("/t/moulin/scorecard/", headers={"accept-language": "en"}).content.decode()
    assert shown.index("Not a value") < shown.index("EMV")
    assert "Ventes" not in shown


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("AVE", "ave"),
        ("Werbeäquivalenzwert", "ave"),
        ("Équivalent achat d'espace", "ave"),
        ("Valeur média gagnée", "emv"),
        ("Average basket", ""),
        ("Saves", ""),
    ],
)
def test_prices_that_nobody_paid_are_told_by_their_names(name: str, kind: str) -> None:
    assert money(name) == kind


def test_an_indicator_that_lacks_something_goes_first_and_seven_stay(
    visitor: Visitor, team: Team
) -> None:
    editor = visitor("editor")
    mine = team.memberships.get(role="editor")
    editor.post(f"{INDICATORS}new/", {"name": "J'aime", "tier": "outputs"})
    for n in range(8):
        editor.post(f"{INDICATORS}new/", WHOLE | {"name": f"Ventes {n}", "owner": str(mine.pk)})
    likes = Indicator.objects.get(name="J'aime")
    assert editor.post(f"{INDICATORS}{likes.pk}/keep/").status_code == 422
    answers = [
        editor.post(f"{INDICATORS}{one.pk}/keep/").status_code
        for one in Indicator.objects.exclude(pk=likes.pk)
    ]
    assert answers == [302] * 7 + [422]
    shown = editor.get(INDICATORS).content.decode()
    assert shown.index("Ventes 0") < shown.index("J&#39;aime")
    kept = Indicator.objects.filter(kept=True).first()
    assert kept
    editor.post(f"{INDICATORS}{kept.pk}/edit/", WHOLE | {"name": kept.name, "decision": ""})
    kept.refresh_from_db()
    assert not kept.kept
    editor.post(f"{INDICATORS}{likes.pk}/drop/", {"why": "Vanité"})
    assert not Indicator.objects.filter(pk=likes.pk).exists()


def test_a_value_is_noted_once_a_day(visitor: Visitor, team: Team) -> None:
    editor = visitor("editor")
    editor.post(f"{INDICATORS}new/", WHOLE | {"name": "Ventes"})
    one = Indicator.objects.get()
    for value in ("12", "13,5"):
        told = {"day": "2026-11-20", "value": value}
        headers = {"accept-language": "fr"}
        assert editor.post(f"{INDICATORS}{one.pk}/note/", told, headers=headers).status_code == 302
    assert [(v.day.isoformat(), v.value) for v in one.values.all()] == [("2026-11-20", 13.5)]
    assert editor.post(f"{INDICATORS}{one.pk}/note/", {"day": "", "value": "x"}).status_code == 422
