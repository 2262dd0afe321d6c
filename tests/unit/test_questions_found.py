"""Questions found in posts: not the titles of works that a bibliography lists."""

import pyarrow as pa
import pytest

from condat.language.tokens import tokenise
from condat.plan.words.questions import questions
from condat.plan.words.references import reference

ENTRIES = (
    "25. Lhomond B. Qu’est ce qu’un rapport sexuel ? Remarques. mots. 1996;49(1):106-115.",
    "2. Hess U, Adams Jr. RB. Who may frown and who should smile? Emotion. 2005;19(4):515-536.",
    "Launet, E. Coït de neuf, docteur ? Que du vieux ! Nest Libération (2010).",
    "de Beauvoir, Simone, Privilèges, Gallimard, 1955; réédité : Faut-il brûler Sade ?",
    "Müller, A. (2018): Wie lernen Kinder das Lesen? In: Die Schule, S. 12.",
    "[10] Correspondance entre Guillaume II et Nicolas II, Plon, 1924, pp. 14-15, un péril ?",
)
SAID = (
    "Dans ce film (1989), il demande : comment nourrir un levain ?",
    "Marie, Paul, comment nourrir un levain ? En 2019, nous ne savions pas.",
    "3. Comment nourrir un levain ? Depuis 2019, nous le faisons.",
    "Amy W. asks how to feed it. In 2019, nobody knew. How do people feed a starter?",
)


@pytest.mark.parametrize("line", ENTRIES)
def test_an_entry_of_a_bibliography_asks_nothing(line: str) -> None:
    assert reference(line.replace("’", "'"))
    texts = pa.array([f"Comment nourrir un levain ?\n{line}\nPourquoi un levain a-t-il faim ?"])
    found = questions(tokenise(texts), texts, "fr").text.to_pylist()
    assert found == ["Comment nourrir un levain ?", "Pourquoi un levain a-t-il faim ?"]


@pytest.mark.parametrize("line", SAID)
def test_a_line_that_names_people_or_years_still_asks(line: str) -> None:
    texts = pa.array([line])
    assert len(questions(tokenise(texts), texts, "fr").text) == 1
