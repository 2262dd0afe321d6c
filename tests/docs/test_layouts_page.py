"""The page of the layouts names every layout and every option of a column."""

from pathlib import Path

from condat.listen.mapping.layout import Column, all_ready

PAGE = (Path(__file__).parents[2] / "docs/reference/layouts.md").read_text("utf-8")


def test_every_ready_layout_is_described():
    for layout in all_ready():
        assert f"| `{layout.name}` | {layout.title} |" in PAGE


def test_every_option_of_a_column_is_described():
    names = [field.alias or name for name, field in Column.model_fields.items()]
    assert [name for name in names if f"`{name}`" not in PAGE] == []
