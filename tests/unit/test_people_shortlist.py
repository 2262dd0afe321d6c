"""The shortlist's order: expertise and fit lead; reach only breaks ties; critics stay in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from condat.core.watch import Voice
from condat.plan.people.fit import fit
from condat.plan.people.order import ordered
from condat.plan.people.portrait import Names, Text, disclosed, opinion
from condat.plan.people.ranks import ranks

SURE = {"low": -0.05, "high": 0.05}
US = Names.of(Voice(name="Moulin des Rives", domains=("moulin.example",)))


def person(name: str, **told: Any) -> dict[str, Any]:
    plain = {"expertise": 0.6, "fit": 0.6, "stance": "unknown", "reach": None, "available": None}
    work = {"past_collaborations": [], "competitor_collaborations": [], "reasons": []}
    row = {"topic": "", "person_uri": name} | plain | work | told
    return row | {f"expertise_{end}": row["expertise"] + by for end, by in SURE.items()}


def order(*rows: dict[str, Any], weights: tuple[float, float] = (0.5, 0.5)) -> list[object]:
    return [row["person_uri"] for row in ordered(rows, weights)]


def test_reach_breaks_ties_and_never_leads() -> None:
    expert = person("expert", expertise=0.9, reach=3.0)
    famous = person("famous", expertise=0.5, reach=9e6)
    assert order(famous, expert) == ["expert", "famous"]
    assert order(person("a", reach=10.0), person("b", reach=20.0)) == ["b", "a"]


@given(st.lists(st.floats(0, 1e9), min_size=4, max_size=4))
def test_no_reach_changes_the_order_of_what_comes_before_it(reach: list[float]) -> None:
    rows = [
        person("best", expertise=0.95),
        person("liked", stance="favourable"),
        person("plain"),
        person("rival", competitor_collaborations=["Valombre"]),
    ]
    told = [row | {"reach": value} for row, value in zip(rows, reach, strict=True)]
    assert order(*told) == ["best", "liked", "plain", "rival"]


def test_a_critic_is_shown_after_equals_and_before_lesser_experts() -> None:
    critic = person("critic", stance="critical")
    lesser = person("lesser", expertise=0.2, stance="favourable")
    assert order(lesser, critic, person("equal")) == ["equal", "critic", "lesser"]


@pytest.mark.parametrize("code", ["people.competitor", "people.quiet"])
def test_of_whom_nothing_is_asked_comes_last_and_is_still_shown(code: str) -> None:
    told = [{"code": code, "values": []}]
    apart = person("apart", expertise=0.95, reasons=told)
    assert order(apart, person("lesser", expertise=0.2)) == ["lesser", "apart"]


def test_who_was_quiet_and_is_known_to_be_free_is_not_last() -> None:
    told = [{"code": "people.quiet", "values": ["2015"]}]
    heard = person("heard", expertise=0.95, reasons=told, available=True)
    assert order(heard, person("lesser", expertise=0.2)) == ["heard", "lesser"]


def test_fit_counts_as_much_as_expertise_unless_the_user_says_otherwise() -> None:
    knows = person("knows", expertise=0.9, fit=0.2)
    agrees = person("agrees", expertise=0.6, fit=0.9)
    assert order(knows, agrees) == ["agrees", "knows"]
    assert order(knows, agrees, weights=(1, 0)) == ["knows", "agrees"]


def test_a_difference_smaller_than_what_is_known_does_not_lead() -> None:
    """Merit differs by 0.01 where it is known to 0.025: stance decides."""
    ahead = person("ahead", expertise=0.62, stance="critical")
    behind = person("behind", expertise=0.60)
    assert order(ahead, behind) == ["behind", "ahead"]


def test_who_cannot_be_had_in_the_cycle_comes_last() -> None:
    busy = person("busy", expertise=0.95, available=False)
    assert order(busy, person("free", available=True), person("unasked")) == [
        "free",
        "unasked",
        "busy",
    ]


def test_stance_is_read_from_sentences_about_us_alone() -> None:
    other = "Valombre est décevante, inutile et pénible à travailler pour nous tous."
    ours = "La farine du Moulin des Rives est fiable et excellente, un vrai plaisir à pétrir."
    assert opinion([Text("p", "fr", "", f"{other} {ours}")], US).stance == "favourable"
    assert opinion([Text("p", "fr", "", other)], US).mentions == 0


def test_negated_praise_is_blame_and_negated_blame_is_nothing() -> None:
    said = "Moulin des Rives is not reliable, never helpful and not useful for what we bake."
    assert opinion([Text("p", "en", "", said)], US).stance == "critical"
    calm = "Das Moulin des Rives ist nicht schlecht, nicht langsam und nicht kaputt, sagt man."
    assert opinion([Text("p", "de", "", calm)], US).stance == "unknown"


def test_praise_of_something_else_in_the_same_sentence_is_not_praise_of_us() -> None:
    """Found in real posts: a talk, a method, a tool that bears our name, advice to read on."""
    said = (
        "Voici l'excellente conférence de Dan Martin sur React.",
        "Si vous ne savez pas ce qu'est React, je vous recommande de lire la suite.",
        "Je vous conseille create-react-app pour commencer.",
        "Parce qu'on adore React chez nous.",
    )
    react = Names.of(Voice(name="React"))
    counted = [opinion([Text("p", "fr", "", one)], react).praise for one in said]
    assert counted == [0, 0, 0, 1]


def test_code_that_holds_our_name_is_no_passage_to_read() -> None:
    frame = '<iframe src="http://a.example/moulin des rives/carte.htm" width="100%"></iframe>'
    told = opinion([Text("p", "fr", "", f"{frame}\n\nLe Moulin des Rives écrase son blé.")], US)
    assert told.mentions == 1
    assert told.passage == ("p", "Le Moulin des Rives écrase son blé.")


def test_a_link_to_us_is_a_mention() -> None:
    post = Text("p", "fr", "", "Un texte.", ("https://moulin.example/pain",))
    assert opinion([post], US).mentions == 1


def test_only_disclosed_work_counts_as_a_collaboration() -> None:
    rival = Names.of(Voice(name="Valombre"))
    praise = Text("a", "fr", "", "J'aime la farine Valombre.")
    advert = Text("b", "de", "", "Anzeige: dies und das. #Werbung mit Valombre gebacken.")
    assert disclosed([praise], [rival]) == []
    assert disclosed([praise, advert], [rival]) == ["Valombre (b)"]


def test_fit_joins_languages_and_is_unknown_without_a_strategy() -> None:
    bread = Text(
        "a", "fr", "Levain", "Un levain naturel rend le pain plus digeste et plus savoureux."
    )
    bikes = Text(
        "b", "fr", "Vélo", "Une piste cyclable protégée change la vie des gens du quartier."
    )
    promise = ["Sourdough makes bread easier to digest."]
    near, far = (fit([post], promise, "").value for post in (bread, bikes))
    assert near is not None
    assert far is not None
    assert near > far + 0.2
    assert fit([bread], [], "pain").value is None
    many = fit([bread] * 12, [], "pain")
    assert many.value is None
    assert many.passages[0].uri == "a"


def test_equal_scores_share_a_rank() -> None:
    import numpy as np

    found = ranks(np.array([1.0, 2.0, 2.0]), np.zeros(3))
    assert found.rank.tolist() == [3, 1, 1]
    assert found.low.tolist() == [3, 1, 1]
    assert found.high.tolist() == [3, 2, 2]
    assert found.tier.tolist() == [2, 1, 1]
