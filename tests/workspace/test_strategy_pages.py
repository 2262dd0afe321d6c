"""The strategy in the browser's forms: written, approved by name, the gate, the record."""

from __future__ import annotations

from condat.usecases.desk import Desk
from condat.usecases.team.strategy import gate_of, strategy_of
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


def test_a_list_is_one_text_a_line(visitor: Visitor, team: Team) -> None:
    told = {"text": "Trop cher\n\n  Trop long \n"}
    visitor("editor").post("/t/moulin/strategy/pains/write/", told)
    assert strategy_of(Desk.open(team.root)).pains == ("Trop cher", "Trop long")


def test_an_unwritten_field_cannot_be_approved_and_leaves_no_record(
    visitor: Visitor, team: Team
) -> None:
    answer = visitor("editor").post("/t/moulin/strategy/promise/approve/")
    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_the_owner_opens_the_gate_with_a_reason_alone(visitor: Visitor, team: Team) -> None:
    owner = visitor("owner")
    assert owner.post("/t/moulin/strategy/override/", {"why": " "}).status_code == 422
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


def test_the_audit_is_a_table_that_says_what_it_will_show(visitor: Visitor, planned: Desk) -> None:
    assert visitor("viewer").get("/t/moulin/strategy/audit/").status_code == 200
