"""Tokens, lemmas and languages of short texts."""

from __future__ import annotations

import pyarrow as pa
import pytest

from condat.language.identify import identify
from condat.language.lemmas import lemma
from condat.language.tokens import HYPHEN, QUESTION, SENTENCE, tokenise


def _forms(text: str) -> list[str]:
    tokens = tokenise([text])
    return tokens.forms.take(pa.array(tokens.form)).to_pylist()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’équipe d'accord aujourd’hui", ["l'", "équipe", "d'", "accord", "aujourd'hui"]),
        ("open-source", ["open", "source"]),
        ("Bürger*innen, Entwickler:innen", ["Bürger*innen", "Entwickler:innen"]),
        ("voir https://x.org/a?b=1 et www.y.fr", ["voir", "et"]),
        ("mail a@b.fr @pseudo #levain", ["mail", "levain"]),
        ("```\nvar a = 1\n```\nAprès", ["Après"]),
        ("setState() et <div> puis x_y = 3", ["et", "puis"]),
        ("Node.js, 3,5 % et 2024", ["Node.js", "et"]),
        ("\U0001f600 fin", ["fin"]),
    ],
)
def test_only_running_text_becomes_words(text: str, words: list[str]) -> None:
    assert _forms(text) == words


def test_flags_say_where_sentences_and_questions_are() -> None:
    tokens = tokenise(["Un open-source ? Deux."])
    assert [bool(f & SENTENCE) for f in tokens.flags] == [True, False, False, True]
    assert [bool(f & HYPHEN) for f in tokens.flags] == [False, False, True, False]
    assert [bool(f & QUESTION) for f in tokens.flags] == [False, False, True, False]


def test_null_and_empty_texts_keep_their_place() -> None:
    tokens = tokenise(pa.array([None, "", "mot"]))
    assert tokens.documents == 3
    assert tokens.document.tolist() == [2]


def test_a_slice_of_a_column_is_read_from_where_it_starts() -> None:
    column = pa.array(["un deux", "trois", "quatre cinq"])
    assert tokenise(column[1:]).words.to_pylist() == ["trois", "quatre", "cinq"]


@pytest.mark.parametrize(
    ("word", "language", "base"),
    [
        ("composants", "fr", "composant"),
        ("hooks", "fr", "hook"),
        ("développeurs", "fr", "développeur"),
        ("components", "en", "component"),
        ("städte", "de", "stadt"),
        ("bürgerinnen", "de", "bürger"),
        ("entwickler:innen", "de", "entwickler"),
        ("props", "en", "prop"),
        ("css", "fr", "css"),
        ("react", "es", "react"),
    ],
)
def test_singular_and_plural_are_one_lemma(word: str, language: str, base: str) -> None:
    assert lemma(word, language) == base


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Comment nourrir son levain ?", "fr"),
        ("How do I feed my starter?", "en"),
        ("Wie füttere ich meinen Sauerteig?", "de"),
        ("¿Cómo alimento mi masa madre todos los días?", "other"),
        ("Hoe voed ik mijn zuurdesem elke dag?", "other"),
        ("Come si rinfresca il lievito madre?", "other"),
        ("", "other"),
    ],
)
def test_short_texts_are_told_apart(text: str, language: str) -> None:
    assert identify(pa.array([text])).to_pylist() == [language]


def test_what_a_source_declares_is_a_hint_only() -> None:
    text = pa.array(["Das ist ein ganz normaler deutscher Satz."])
    assert identify(text, pa.array(["fr-FR"])).to_pylist() == ["de"]
