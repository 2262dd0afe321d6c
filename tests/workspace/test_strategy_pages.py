"""The strategy in the browser's forms: written, approved by name, the gate, the record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from condat.core.words import Words
from condat.plan.tables import DRIVERS, KEYWORDS, PERFORMANCE, TOPICS
from condat.usecases.desk import Desk
from condat.usecases.listen.importing import import_files
from condat.usecases.plan import planning
from condat.usecases.show import reporting
from condat.usecases.team.strategy import (
    LISTS,
    TEXTS,
    approve,
    gate_of,
    set_field,
    strategy_of,
)
from condat.workspace.pages.standing import standing
from condat.workspace.plan.strategy.proposals import LABELS, proposals
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor
from workspace.cycle import QUESTION


def test_a_field_is_written_approved_and_on_record(visitor: Visitor, team: Team) -> None:
    editor = visitor("editor")
    told = {"text": "Un vrai pain au levain, sans pétrissage."}
    assert editor.post("/t/moulin/strategy/promise/write/", told).status_code == 302
    assert editor.post("/t/moulin/strategy/promise/approve/").status_code == 302
    strategy = strategy_of(Desk.open(team.root))
    assert strategy.promise == told["text"]
    assert strategy.approved("promise")
    assert strategy.approvals["promise"].by == "editor@example.org"
    assert [(d.what, d.subject) for d in Decision.objects.all()] == [
        ("approved", "promise"),
        ("written", "promise"),
    ]
    assert "« Promesse »" in editor.get("/t/moulin/settings/record/").content.decode().replace(
        "\xa0", " "
    )


def test_a_list_is_one_text_a_line(visitor: Visitor, team: Team) -> None:
    told = {"text": "Trop cher\n\n  Trop long \n"}
    visitor("editor").post("/t/moulin/strategy/pains/write/", told)
    assert strategy_of(Desk.open(team.root)).pains == ("Trop cher", "Trop long")


def test_the_marks_of_a_pasted_list_are_left_out(visitor: Visitor, team: Team) -> None:
    told = {"text": "- Trop cher\n• Trop long\n 3. Trop sec\n3 jours de repos\n-18 degrés"}
    visitor("editor").post("/t/moulin/strategy/pains/write/", told)
    lines = ("Trop cher", "Trop long", "Trop sec", "3 jours de repos", "-18 degrés")
    assert strategy_of(Desk.open(team.root)).pains == lines


def test_a_field_saved_as_it_stands_is_no_decision(visitor: Visitor, team: Team) -> None:
    editor = visitor("editor")
    for field, text in (("promise", ""), ("promise", "Du pain."), ("pains", "Cher\nLong")):
        for _ in range(2):
            editor.post(f"/t/moulin/strategy/{field}/write/", {"text": text})
    written = [(d.what, d.subject) for d in Decision.objects.all()]
    assert written == [("written", "pains"), ("written", "promise")]


def test_an_unwritten_field_cannot_be_approved_and_leaves_no_record(
    visitor: Visitor, team: Team
) -> None:
    answer = visitor("editor").post("/t/moulin/strategy/promise/approve/")
    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_the_owner_opens_the_gate_with_a_reason_alone(visitor: Visitor, team: Team) -> None:
    owner = visitor("owner")
    blank = owner.post("/t/moulin/strategy/override/", {"why": " "})
    assert blank.status_code == 422
    assert "--why" not in blank.content.decode()
    assert gate_of(Desk.open(team.root)).draft
    assert (
        owner.post("/t/moulin/strategy/override/", {"why": "La foire est lundi"}).status_code == 302
    )
    assert not gate_of(Desk.open(team.root)).draft
    assert Decision.objects.get().why == "La foire est lundi"


def test_the_corpus_proposes_beside_the_field_and_a_question_is_taken_over(
    visitor: Visitor, planned: Desk
) -> None:
    editor = visitor("editor")
    shown = editor.get("/t/moulin/strategy/").content.decode()
    assert QUESTION in shown
    assert "Mon levain ne monte pas." in shown
    for _ in range(2):
        editor.post("/t/moulin/strategy/pains/add/", {"text": QUESTION})
    assert strategy_of(planned).pains.count(QUESTION) == 1
    assert editor.post("/t/moulin/strategy/promise/add/", {"text": QUESTION}).status_code == 404


def beside(client: Client) -> dict[str, str]:
    """Return what stands beside each field that something is said of, by what the words promise."""
    page = LexborHTMLParser(client.get("/t/moulin/strategy/").content.decode())
    said = [one.text() for one in page.css("section details.aside, section p.computed")]
    words = Words("fr")
    return {f: text for f, told in LABELS.items() for text in said if words(told) in text}


def test_each_field_has_what_the_posts_say_beside_it_or_that_they_say_nothing(
    visitor: Visitor, heard: Team, tmp_path: Path
) -> None:
    results = tmp_path / "results.csv"
    results.write_text("day,name,value\n2026-06-10,Visits,40\n2026-06-11,Visits,2\n")
    desk = Desk.open(heard.root)
    import_files(desk, [results], layout="outcomes")
    found = beside(visitor("editor"))
    assert set(found) == set(LABELS)
    assert "Visits\xa0: 42, contre 0 avant" in found["outcome"]
    assert "Rye flour" in found["audience"]
    assert "n’en disent rien" in found["promise"], "nobody is a competitor there"
    assert "n’en disent rien" not in found["pains"]


def test_a_competitor_and_what_did_better_are_proposed(visitor: Visitor, heard: Team) -> None:
    facts = standing(Desk.open(heard.root), Words("en"))
    assert facts is not None
    keyword = facts.rows("keywords")[0] | {"label": "rye flour", "competitors": 9}
    post = next(iter(facts.posts))
    better = {"dimension": "form", "value": "article", "ratio": 2.0, "ratio_low": 1.4}
    tables = {
        "keywords": pa.Table.from_pylist([keyword], schema=KEYWORDS),
        "drivers": pa.Table.from_pylist([better, better | {"ratio_low": 0.9}], schema=DRIVERS),
        "performance": pa.Table.from_pylist(
            [{"post_uri": post, "ratio_low": 1.2}], schema=PERFORMANCE
        ),
        "topics": pa.Table.from_pylist(
            [{"topic": "t", "label": "bread", "posts": 12, "ours": 3}], schema=TOPICS
        ),
    }
    found = proposals(replace(facts, tables=tables), None, Words("en"))
    assert [one.text for one in found["promise"]] == ["rye flour"]
    assert [one.text for one in found["good_content.criteria"]] == ["format: article"]
    assert [one.evidence[0].title for one in found["good_content.example"]]
    assert [one.text for one in found["objective"]] == ["bread: 12 posts, 3 of them ours"]


def test_a_criterion_is_taken_over_from_what_does_better(visitor: Visitor, heard: Team) -> None:
    editor = visitor("editor")
    for _ in range(2):
        told = {"text": "form: interview"}
        assert editor.post("/t/moulin/strategy/good_content.criteria/add/", told).status_code == 302
    assert strategy_of(Desk.open(heard.root)).good_content.criteria.count("form: interview") == 1


def test_the_audit_is_a_table_that_says_what_it_will_show(visitor: Visitor, planned: Desk) -> None:
    assert visitor("viewer").get("/t/moulin/strategy/audit/").status_code == 200


def test_a_plan_is_a_draft_while_the_gate_of_now_is_closed(visitor: Visitor, heard: Team) -> None:
    desk, editor, page = Desk.open(heard.root), visitor("editor"), "/t/moulin/plan/"
    assert "la stratégie n’est pas encore approuvée" in editor.get(page).content.decode()
    for field in (*TEXTS, *LISTS):
        said = ("Du pain sans pétrir", "Une nuit au frais", "Trois rabats")
        set_field(desk, field=field, values=said[: 1 if field in TEXTS else 3])
    approve(desk, field="all", by="Claire")
    assert "n’était pas encore approuvée quand" in editor.get(page).content.decode()
    planning.make(desk)
    assert "Brouillon" not in editor.get(page).content.decode()
    editor.post("/t/moulin/strategy/promise/write/", {"text": "Du pain sans pétrin."})
    assert "la stratégie a changé depuis ce plan" in editor.get(page).content.decode()
    report = reporting.again(desk, languages=["fr"])[0].read_text("utf-8")
    assert "la stratégie a changé depuis ce plan" in report
    visitor("owner").post("/t/moulin/strategy/override/", {"why": "La foire est lundi"})
    assert "Brouillon" not in editor.get(page).content.decode()
