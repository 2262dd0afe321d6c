"""What a brief says: each question once, however it was greeted; what its examples drew."""

from datetime import UTC, datetime

import pyarrow as pa

from condat.core.words import ENGLISH, Words
from condat.create.texts.briefs import Brief, brief
from condat.create.texts.examples import Example
from condat.distribute.tables import PLAN
from condat.plan.tables import TABLES
from condat.report.brief.evidence import examples
from condat.report.brief.told import Told
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


def test_an_example_that_drew_a_link_says_how_many_posts_draw_one() -> None:
    post = {"uri": "u", "title": "Levain", "text": "Il a faim.", "url": "u", "names": ["Ana"]}
    shown = Example("u", "audience", "links", 1.0, 0.03, 2.47, 1.1, 4.0)
    made = Told(
        Brief("en", "levain", examples=(shown,)), {"u": post | {"published": None}}, ENGLISH
    )
    [grid] = examples(made)
    assert grid.rows[0].cells[2:] == ("1 link, usually one in 33 posts", "× 2.47", "1.10 to 4.00")
