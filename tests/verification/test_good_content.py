"""The check of a text finds what is planted in real articles, and little that is not there.

The articles are those of the sample community; each title stands for a message or a question, its
own article for a text that carries it, other articles for texts that do not.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from condat.create.texts.answers import Reading, answer, nearest
from condat.create.texts.briefs import Brief
from condat.create.texts.quality import CARRIED, Aim, check
from condat.create.texts.terms import Asked, Word

DATA = Path(__file__).parents[2] / "samples" / "community" / "data"
JARGON = "Après la fermentscitation, tout va bien."
QUESTION = "Est-ce qu'on peut nourrir un levain de blé avec du seigle ?"
ANSWER = "Oui, le seigle nourrit très bien un levain de blé, et il le réveille plus vite."
ANSWERED = (  # in a sentence, in other words than the question's
    (QUESTION, ANSWER),
    (
        "Combien de temps faut-il laisser reposer la pâte ?",
        "Laissez reposer la pâte huit heures au froid, puis une heure à température ambiante.",
    ),
    (
        "Les blés anciens sont-ils vraiment cultivés ici ou importés ?",
        "Nos blés anciens poussent à soixante kilomètres du moulin ; aucun grain n'est importé.",
    ),
    (
        "Quelle farine pour un pain au levain sans pétrissage, T65 ou T80 ?",
        "Pour un pain au levain sans pétrissage, prenez de la T80 : elle boit plus d'eau.",
    ),
    (
        "Comment gérer l'état de mon application ?",
        "Gardez l'état de l'application au plus près du composant qui s'en sert.",
    ),
    (
        "On peut faire un levain 100 % sarrasin ?",
        "Un levain tout sarrasin démarre bien, mais il ne tient pas la pâte sans un tiers de blé.",
    ),
)


@pytest.fixture(scope="module")
def articles() -> list[tuple[str, str]]:
    lines = (DATA / "putaindecode.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    long = [(r["title"], r["content"][:8000]) for r in rows if len(r["content"]) > 2000]
    order = np.random.default_rng(7).permutation(len(long))
    return [long[i] for i in order[:60]]


def planted(text: str, sentence: str) -> str:
    """Put a sentence after the first paragraph, where no code is."""
    start = text.find("\n\n")
    return f"{text[:start]}\n\n{sentence}{text[start:]}"


@pytest.fixture(scope="module")
def readings(articles: list[tuple[str, str]]) -> list[Reading]:
    return [Reading.of(text, "fr") for _, text in articles]


@pytest.mark.slow
def test_a_message_is_found_where_it_is_said(
    articles: list[tuple[str, str]], readings: list[Reading]
) -> None:
    """A title is not always said in its article: the interviews and the round-ups have none."""
    titles = [title for title, _ in articles if "?" not in title]
    own = [nearest(t, r)[1] for (t, _), r in zip(articles, readings, strict=True) if "?" not in t]
    draw = np.random.default_rng(3)
    others = [
        nearest(title, reading)[1]
        for title in titles
        for reading in (readings[i] for i in draw.choice(len(readings), 4, replace=False))
        if reading.source != dict(articles)[title]
    ]
    assert np.mean(np.array(own) >= CARRIED) >= 0.6
    assert np.mean(np.array(others) >= CARRIED) <= 0.12


def test_a_question_is_answered_where_the_answer_was_put_and_nowhere_else(
    articles: list[tuple[str, str]], readings: list[Reading]
) -> None:
    without = [answer(QUESTION, reading) for reading in readings]
    assert np.mean([found is not None for found in without]) <= 0.05
    for _, text in articles[:20]:
        found = answer(QUESTION, Reading.of(planted(text, ANSWER), "fr"))
        assert found is not None
        assert found.text in ANSWER


def test_an_answer_in_other_words_is_often_seen_and_seldom_where_it_is_not() -> None:
    def seen(question: str, text: str) -> bool:
        return answer(question, Reading.of(text, "fr")) is not None

    right = [seen(question, told) for question, told in ANSWERED]
    wrong = [seen(q, told) for q, own in ANSWERED for _, told in ANSWERED if told != own]
    assert sum(right) >= 3
    assert sum(wrong) <= 1


def test_planted_jargon_is_found_in_its_place_and_missed_nowhere(
    articles: list[tuple[str, str]],
) -> None:
    brief = Brief("fr", "code", careful=(Word("fermentscitation", "jargon"),))
    for _, text in articles[:30]:
        draft = planted(text, JARGON)
        found = check(draft, Aim(brief)).of("avoid")
        assert [draft[one.start : one.end] for one in found] == ["fermentscitation"]
        assert not check(text, Aim(brief)).of("avoid")


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    found = check("Un texte tout court.", Aim(Brief("fr", "pain")))
    unknown = {one.kind for one in found.remarks if one.tone == "unknown"}
    assert unknown == {"words", "questions", "message", "ease", "length"}
    assert not found.to_mend


def test_a_question_that_the_text_asks_itself_is_answered_by_what_follows() -> None:
    brief = Brief("fr", "pain", questions=(Asked(QUESTION),))
    text = f"## {QUESTION}\n\nHuit grammes par jour suffisent dans la plupart des cas."
    (told,) = check(text, Aim(brief)).of("questions")
    assert (told.tone, text[told.start : told.end][:4]) == ("good", "Huit")
    (alone,) = check(f"## {QUESTION}", Aim(brief)).of("questions")
    assert alone.tone == "mend"
