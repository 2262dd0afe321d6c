"""The posts behind a count are those that it counts."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from condat.plan.cast import cast
from condat.plan.codes import Ints, Reals
from condat.plan.words.examples import MOST, asked, examples, written

SIDES = ("ours", "audience", "competitor", "audience")
URIS = [f"p{n}" for n in range(4 * MOST)]
POSTS = pa.table(
    {
        "uri": URIS,
        "published": [datetime(2026, 1, 1 + n % 28, tzinfo=UTC) for n in range(len(URIS))],
    }
)
READINGS = pa.table({"post_uri": URIS, "side": [SIDES[n % 4] for n in range(len(URIS))]})


NOBODY = pa.table({name: pa.array([], pa.string()) for name in ("author_uri", "person_uri")})


def later(rows: Ints) -> Reals:
    """Let a use say the more the later it stands."""
    return rows.astype(np.float64)


def test_each_side_has_its_own_and_no_more_than_are_read() -> None:
    uses = (pa.array(["fr:pain"] * len(URIS)), pa.array(URIS))
    found = examples(uses, POSTS, READINGS, pa.array(["fr:pain"]), later)
    theirs = [row["post_uri"] for row in found.to_pylist() if row["side"] == "audience"]
    assert theirs == [uri for uri in reversed(URIS) if int(uri[1:]) % 2][:MOST]
    alone = examples(uses, POSTS, READINGS, pa.array(["fr:pain"]), later, pa.array(["ours"]))
    assert alone["post_uri"].to_pylist() == [f"p{n}" for n in range(36, -1, -4)]


def test_who_writes_of_it_has_their_own_posts_the_newest_first() -> None:
    uses = (pa.array(["fr:pain", "fr:pain", "fr:pain", "fr:levain"]), pa.array(URIS[:4]))
    who = {"author_uris": [["ana"], ["ben"], ["ana"], ["ana"]]}
    posts = pa.table({**POSTS.slice(0, 4).to_pydict(), **who})
    users = pa.table({"of": ["fr:pain"], "person_uri": ["ana"]})
    found = written(uses, posts, cast(posts, NOBODY), users)
    assert found["post_uri"].to_pylist() == ["p2", "p0"]
    assert set(found["person_uri"].to_pylist()) == {"ana"}


def test_a_question_asked_twice_stands_once_and_ours_not_at_all() -> None:
    said = [("p1", "Quel pain ?"), ("p3", "Quel pain ?"), ("p0", "Du pain ?"), ("p5", "Un pain ?")]
    questions = pa.table(
        {
            "post_uri": [uri for uri, _ in said],
            "language": ["fr"] * len(said),
            "text": [text for _, text in said],
            "terms": [["pain"] for _ in said],
        }
    )
    found = asked(questions, POSTS, READINGS, pa.array(["fr:pain", "fr:levain"]))
    assert found.to_pylist() == [
        {"of": "fr:pain", "post_uri": "p5", "text": "Un pain ?"},
        {"of": "fr:pain", "post_uri": "p1", "text": "Quel pain ?"},
    ]
