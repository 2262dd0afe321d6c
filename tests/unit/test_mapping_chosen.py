"""A layout that a person changes and keeps reads what it says."""

from __future__ import annotations

import pytest

from condat.listen.mapping.chosen import chosen, fields, guessed, read_by, written
from condat.listen.mapping.layout import Layout, all_ready, parse, ready


@pytest.mark.parametrize("layout", all_ready(), ids=lambda layout: layout.name)
def test_a_layout_is_written_as_it_is_read(layout: Layout) -> None:
    assert parse(written(layout), layout.name) == layout


@pytest.mark.parametrize("layout", all_ready(), ids=lambda layout: layout.name)
def test_picking_what_it_reads_changes_no_field(layout: Layout) -> None:
    headers = [field.names[0] for field in fields(layout)]
    own = parse(written(chosen(layout, read_by(layout, headers))), layout.name)
    assert [field.key for field in fields(own)] == [field.key for field in fields(layout)]


def test_unknown_headers_are_guessed_by_their_spelling() -> None:
    picks = guessed(ready("community"), ["Titre du billet", "Contenus", "Url", "Datum", "Humeur"])
    assert picks["posts.text"] == "Contenus"
    assert picks["posts.uri"] == "Url"
    assert "Humeur" not in picks.values()
