"""What a brief and a row ask for an answer to: each question once, however it was greeted."""

from datetime import UTC, datetime

import pyarrow as pa

from condat.core.words import Words
from condat.create.texts.briefs import brief
from condat.distribute.tables import PLAN
from condat.plan.tables import TABLES
from condat.report.rows import told

ASKED = "Comment garder un levain tout l'été ?"
GREETED = ("Bonjour à tous, comment garder un levain tout l'été ?", "Bonjour, que faire du pain ?")
OURS = "Que faire du pain ?"


def heard(*texts: str) -> dict[str, pa.Table]:
    tables = {name: schema.empty_table() for name, schema in TABLES.items()}
    uris = [f"https://a.example/{number}" for number in range(len(texts))]
    asked = [
        {"post_uri": uri, "language": "fr", "text": text, "terms": ["levain"]}
        for uri, text in zip(uris, texts, strict=True)
    ]
    read = [{"post_uri": uri, "side": "audience"} for uri in uris]
    more = {"questions": asked, "readings": read}
    return tables | {name: pa.Table.from_pylist(r, schema=TABLES[name]) for name, r in more.items()}


def test_a_greeting_makes_no_second_question_of_one() -> None:
    wanted = {"keyword": "levain", "questions": [OURS]}
    posts = pa.table({"uri": pa.array([], pa.string()), "source": pa.array([], pa.string())})
    made = brief(wanted, heard(*GREETED, ASKED), posts, language="fr")
    assert [one.text for one in made.questions] == [OURS, ASKED]
    assert [len(one.posts) for one in made.questions] == [1, 2]


def test_a_row_asks_neither_its_title_nor_one_question_twice() -> None:
    row = {"idea": ASKED, "questions": [GREETED[0], OURS, GREETED[1]]}
    shown = dict.fromkeys(PLAN.names) | {"keyword": "levain", "form": "article", "role": "none"}
    said = dict(told(shown | row | {"moment": datetime.now(UTC)}, Words("fr")))
    assert said["Questions auxquelles répondre"] == (OURS,)
