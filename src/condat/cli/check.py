"""``condat check``: is a term understood as we mean it, and is there a plainer one."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.core.words import Words, mark
from condat.report.reasons import GROUPS, say
from condat.usecases.read.checking import Checked, check_terms

_BAR = 20
_RARE = 0.1  # above, chance explains the difference: nothing to say
_VERDICTS = {
    "plain": mark("“{term}” is understood: nothing says that the audience means something else."),
    "ambiguous": mark("“{term}” means something else to part of those who read it."),
    "jargon": mark("“{term}” is our word, not the audience’s."),
    "unknown": mark("“{term}”: cannot know yet."),
}
_MORE = mark("Import more of their posts, or a page of search results for it.")


def check(
    terms: Annotated[list[str], typer.Argument(help="Words or phrases, each in quotes.")],
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Check terms for ambiguity and jargon, with who means what, and passages to read."""
    desk = open_desk(workspace)
    found = check_terms(desk, terms)
    if as_json:
        show_json(_plain(found))
        return
    for row in found.checks.to_pylist():
        _show(row, [s for s in found.senses.to_pylist() if s["term"] == row["term"]], desk.words)


def _plain(found: Checked) -> dict[str, Any]:
    return {
        "version": found.version,
        "checks": found.checks.to_pylist(),
        "senses": found.senses.to_pylist(),
    }


def _show(row: dict[str, Any], senses: list[dict[str, Any]], words: Words) -> None:
    verdict = _VERDICTS[row["verdict"]]
    console.print(words(verdict, term=row["label"] or row["term"]), style="bold", markup=False)
    for reason in row["reasons"]:
        console.print(f"  {say(reason, words)}", markup=False, soft_wrap=True)
    if row["verdict"] == "unknown":
        console.print(f"  {words(_MORE)}", markup=False, soft_wrap=True)
    if row["plainer"]:
        told = words("Plainer, in their words: {plainer}", plainer=words.listed(row["plainer"]))
        console.print(f"  {told}", markup=False, soft_wrap=True)
    if row["p_value"] is not None and row["p_value"] < _RARE:
        told = words(
            "Chance alone would set our use and theirs so far apart {p} of the time.",
            p=words.percent(row["p_value"]),
        )
        console.print(f"  {told}", markup=False, soft_wrap=True)
    for number in sorted({s["sense"] for s in senses}):
        _show_sense([s for s in senses if s["sense"] == number], row, words)
    console.print()


def _show_sense(rows: list[dict[str, Any]], check: dict[str, Any], words: Words) -> None:
    meant = words("our sense") if rows[0]["sense"] == check["our_sense"] else ""
    heading = f"  {rows[0]['sense'] + 1}. {words.listed(rows[0]['words'])}"
    heading += f" ({meant})" if meant else ""
    console.print(heading, style="bold", markup=False, soft_wrap=True)
    for row in rows:
        filled = round(row["share"] * _BAR)
        low, high = words.percent(row["share_low"]), words.percent(row["share_high"])
        name = words.of(GROUPS, row["group"])
        bar = "█" * filled + "░" * (_BAR - filled)
        told = words(
            "{share} ({low} to {high})", share=words.percent(row["share"]), low=low, high=high
        )
        console.print(f"     {name:<32} {bar} {told}", markup=False, soft_wrap=True)
    shown = [passage for row in rows for passage in row["passages"][:1]]
    for passage in shown[:3]:
        console.print(f"     … {passage['text']} …", markup=False, soft_wrap=True)
        console.print(f"       {passage['post_uri']}", markup=False, soft_wrap=True, style="dim")
