"""Ease of reading: scores that others published, and words whose syllables dictionaries give."""

from __future__ import annotations

import pytest

from condat.create.texts.readability import ease, syllables

# English: the examples of the encyclopaedia's article on the formula. German and French: the
# figures that Yoast's open tests give for ten sentences of five words with ten syllables each.
GERMAN = "Vater lobte Mutters guten Kuchen. " * 10
FRENCH = "Demain Martin mangera du bonbon. " * 10
PUBLISHED = [
    ("en", "The cat sat on the mat.", 116, 0.5),
    (
        "en",
        "This sentence, taken as a reading passage unto itself, is being used to prove a point.",
        69,
        0.5,
    ),
    (
        "en",
        "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
        37.5,
        0.5,
    ),
    ("de", GERMAN, 58, 0.1),
    ("fr", FRENCH, 54.7, 0.1),
]
COUNTED = {
    "en": "special 2 potential 3 region 2 delicious 3 dubious 3 obvious 3 spurious 3 table 2 "
    "quiet 2 being 2 used 1 wanted 2 loaves 1 houses 2 create 2 creature 2 actual 3 easier 3",
    "fr": "farine 2 levain 2 théâtre 2 client 2 ouvrier 3 musique 2 voyage 2 réalité 4 pain 1 "
    "boulangerie 4 pétrissage 3 maïs 2 eau 1 poésie 3 continué 4 moyen 2 jour 1 naïve 2 pâtes 1",
    "de": "Brot 1 Mehl 1 Sauerteig 3 Wasser 2 Bäckerei 3 Quelle 2 Nation 3 Getreide 3 Häuser 2 "
    "Teig 1 kneten 2 Weizenmehl 3 zwei 1 neue 2 Backofen 3",
}
WORDS = [
    (language, word, int(count))
    for language, told in COUNTED.items()
    for word, count in zip(told.split()[::2], told.split()[1::2], strict=True)
]


@pytest.mark.parametrize(("language", "text", "score", "within"), PUBLISHED)
def test_the_score_is_the_published_one(
    language: str, text: str, score: float, within: float
) -> None:
    assert ease(text, language) == pytest.approx(score, abs=within)


@pytest.mark.parametrize(("language", "word", "count"), WORDS)
def test_syllables_are_those_of_the_dictionary(language: str, word: str, count: int) -> None:
    assert syllables(word, language) == count


def test_a_language_without_a_formula_has_no_score() -> None:
    assert ease("Il gatto dorme.", "it") is None
    assert ease("123 ...", "fr") is None
