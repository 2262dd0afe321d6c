"""What must hold for the terms of any texts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from condat.language.tokens import tokenise
from condat.plan.words.terms import read
from condat.plan.words.vocabulary import vocabularies

WORDS = (
    "levain",
    "farine",
    "boulangers",
    "le",
    "de",
    "la",
    "pain",
    "pétrir",
    "four à pain",
    ".",
    "?",
)
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join), min_size=1, max_size=12
)


@given(st.lists(st.text(max_size=60), max_size=8))
@example(["\u00ad", "a\u00adb \u200b c"])
@settings(deadline=None, max_examples=150)
def test_any_text_can_be_read(texts: list[str]) -> None:
    texts = [t.encode("utf-8", "ignore").decode() for t in texts]
    tokens = tokenise(texts)
    assert tokens.documents == len(texts)
    assert (np.diff(tokens.document) >= 0).all()
    for form, document, a, b in zip(
        tokens.form, tokens.document, tokens.start, tokens.end, strict=True
    ):
        assert 0 <= a < b <= len(texts[document].encode())
        assert tokens.forms[int(form)].as_py()


@given(TEXTS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_of_posts_changes_nothing(texts: list[str], random: object) -> None:
    places = list(range(len(texts)))
    random.shuffle(places)  # type: ignore[attr-defined]
    straight, mixed = _read(texts), _read([texts[i] for i in places])
    assert [straight[i] for i in places] == mixed


@given(TEXTS)
@settings(deadline=None, max_examples=40)
def test_batches_change_nothing(texts: list[str]) -> None:
    whole = _read(texts)
    assert _read(texts, batch=1) == whole


def _read(texts: list[str], batch: int = 100) -> list[object]:
    column, empty = pa.array(texts), pa.array([""] * len(texts))
    declared = pa.array(["fr"] * len(texts))
    sample = pa.table(
        {"title": empty, "text": column, "language": declared, "side": ["audience"] * len(texts)}
    )
    known = vocabularies(sample, len(texts))
    rows: list[object] = []
    for start in range(0, len(texts), batch):
        at = slice(start, start + batch)
        rows += read(empty[at], column[at], declared[at], known).to_pylist()
    return rows
