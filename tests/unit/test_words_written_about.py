"""What becomes a term: what people write about, not how they say it or what they repeat."""

from __future__ import annotations

import pyarrow as pa
import pytest

from condat.plan.words.terms import read
from condat.plan.words.vocabulary import vocabularies

OPENING = "of a series on the findings of researchers who asked many people about the weather."
BODIES = (
    "The oven is hot when the loaf goes in. Steam fills the oven until the loaf is brown.",
    "A loaf cools on wood. Nobody cuts the loaf while the oven is warm, and nobody eats.",
    "Rye needs an oven with stone. The loaf is dark, and the oven must be swept afterwards.",
    "An oven for one loaf costs less. The oven stands outside, where the loaf can smoke.",
)


def terms(texts: list[str], language: str) -> list[set[str]]:
    column, empty = pa.array(texts), pa.array([""] * len(texts))
    spoken = pa.array([language] * len(texts))
    sides = ["audience"] * len(texts)
    sample = pa.table({"title": empty, "text": column, "language": spoken, "side": sides})
    found = read(empty, column, spoken, vocabularies(sample, len(texts))).to_pylist()
    return [{use["term"] for use in post["terms"]} for post in found]


@pytest.mark.parametrize(("posts", "repeated"), [(2, False), (3, True), (4, True)])
def test_what_posts_repeat_makes_no_term_from_the_third_on(posts: int, repeated: bool) -> None:
    parts = ("one", "two", "three", "four")[:posts]
    texts = [f"Part {part} {OPENING} {body}" for part, body in zip(parts, BODIES, strict=False)]
    said = set().union(*terms(texts, "en"))
    assert ("weather" in said) is not repeated
    assert {"oven", "loaf"} <= said


def test_a_text_told_again_and_again_keeps_its_terms() -> None:
    found = terms([f"Part {part} {OPENING}" for part in ("one", "two", "three", "four")], "en")
    assert all("weather" in post for post in found)


def test_amounts_and_tags_are_no_terms() -> None:
    said = set().union(*terms(["Un budget de 3 millions d'euros. div br nbsp."] * 3, "fr"))
    assert said == {"budget"}
    assert not set().union(*terms(["Drei Monate und 200 Millionen Euro."] * 3, "de"))
    assert not set().union(*terms(["It took 3 months and 20 million dollars."] * 3, "en"))
    assert "semaine de congé" in set().union(*terms(["La semaine de congés commence."] * 3, "fr"))


@pytest.mark.parametrize(
    "verb", ["résoudre", "voir", "atteindre", "ouvrir", "cliquer", "numériser"]
)
def test_a_french_verb_is_no_term(verb: str) -> None:
    said = set().union(*terms([f"Pour {verb} le problème du levain, il faut {verb}."] * 3, "fr"))
    assert verb not in said
    assert "levain" in said


def test_what_is_said_of_things_is_no_term_by_itself() -> None:
    told = "Flour is meaningful. It was meaningful, and very meaningful. "
    said = set().union(*terms([told + "A meaningful crust. The crust was thin."] * 3, "en"))
    assert {"crust", "meaningful crust"} <= said
    assert "meaningful" not in said
    noun = "The crust is a crust. It was crust. A thin crust, and the crust, with a crust."
    assert "crust" in set().union(*terms([noun] * 3, "en"))


def test_a_form_of_a_verb_is_no_term() -> None:
    told = "We explore dough. To explore is fun. You explore the oven. The post explores ovens."
    said = set().union(*terms([told] * 3, "en"))
    assert not [term for term in said if "explore" in term]
    assert "oven" in said


def test_a_name_that_opens_with_a_word_of_time_is_a_term() -> None:
    said = [
        "Gestern hat die Letzte Generation wieder demonstriert. In letzter Zeit war es ruhig.",
        "Vor Gericht steht die Letzte Generation. Letzte Woche wurde vertagt.",
        "Wir sprechen mit der Letzten Generation über Protest. Nächste Termine folgen.",
    ]
    found = terms(said, "de")
    assert all("letzt generation" in post for post in found)
    assert not [term for post in found for term in post if "letzt zeit" in term]


def test_titles_of_persons_and_words_that_ask_are_no_terms() -> None:
    talk = ["Ein Vortrag von Dr. Meier.", "Der Vortrag von Dr. Roth.", "Zum Vortrag von Dr. Beil."]
    found = set().union(*terms([f"{one} Worum es geht, sagt der Titel." for one in talk], "de"))
    assert "vortrag" in found
    assert not [term for term in found if "dr" in term.split() or "worum" in term]


def test_what_french_joins_to_a_noun_opens_no_term() -> None:
    said = ["On y arrive grâce au levain.", "Il tient grâce au levain.", "Il lève grâce au levain."]
    found = set().union(*terms(said, "fr"))
    assert "levain" in found
    assert not [term for term in found if "grâce" in term]
