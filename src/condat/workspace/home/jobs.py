"""The seven jobs of a cycle: who sees to each, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from condat.core.words import Words, mark
from condat.report.facts import Facts
from condat.usecases.desk import Desk
from condat.usecases.plan.agreed import agreed
from condat.usecases.plan.plans import ended
from condat.usecases.team.strategy import gate_of, personas_of
from condat.workspace.create.pieces.kinds import Status
from condat.workspace.home.models import Cycle
from condat.workspace.measure.lessons.models import ACCEPTED
from condat.workspace.measure.trials.models import Reading
from condat.workspace.teams.models import Membership, Team

State = Literal["open", "begun", "done"]
JOBS = {
    "objectives": ("plan", "strategy", mark("Objectives")),
    "audience": ("plan", "personas", mark("Audience")),
    "story": ("plan", "strategy", mark("Story")),
    "channels": ("plan", "plan", mark("Channels")),
    "production": ("create", "pieces", mark("Production")),
    "conversation": ("distribute", "calendar", mark("Conversation")),
    "analysis": ("measure", "lessons", mark("Analysis")),
}
STATES = {"open": mark("not begun"), "begun": mark("under way"), "done": mark("done")}


@dataclass(frozen=True)
class Scene:
    """What the state of a job is read from."""

    team: Team
    desk: Desk
    facts: Facts | None
    cycle: Cycle | None
    words: Words


@dataclass(frozen=True)
class Job:
    """One of the seven jobs."""

    key: str
    stage: str
    page: str
    label: str
    state: State
    told: str
    owner: Membership | None


def jobs(scene: Scene) -> list[Job]:
    """Return the seven jobs in the order of the method."""
    duties = {one.job: one.owner for one in scene.team.duties.select_related("owner__user")}
    return [
        Job(key, stage, page, label, *_SEEN[key](scene), duties.get(key))
        for key, (stage, page, label) in JOBS.items()
    ]


def _stands(done: int, of: int) -> State:
    if of and done >= of:
        return "done"
    return "begun" if done else "open"


def _part(scene: Scene, told: str, done: int, of: int, none: str) -> str:
    """Say how much of something is done; what is to come where there is nothing of it yet."""
    if of:
        return scene.words(told, done=done, all=of)
    return scene.words(mark("The next plan will tell") if ended(scene.desk) else none)


def _fields(*names: str) -> Callable[[Scene], tuple[State, str]]:
    """Say how many fields of the strategy are written and approved."""

    def seen(scene: Scene) -> tuple[State, str]:
        gate = gate_of(scene.desk)
        waits = {gap.field.split(".")[0] for gap in gate.missing} | set(gate.waiting)
        done = sum(name not in waits for name in names)
        told = mark("Fields approved: {done} of {all}")
        return _stands(done, len(names)), scene.words(told, done=done, all=len(names))

    return seen


def _audience(scene: Scene) -> tuple[State, str]:
    state, told = _fields("audience", "pains")(scene)
    count = len(personas_of(scene.desk).personas)
    if state == "done" and not count:
        state = "begun"
    return state, scene.words("{told}; personas: {count}", told=told, count=count)


def _rows(scene: Scene) -> list[dict[str, object]]:
    return agreed(scene.desk, scene.facts.rows("plan")) if scene.facts else []


def _channels(scene: Scene) -> tuple[State, str]:
    rows = _rows(scene)
    decided = sum(row["decision"] != "proposed" for row in rows)
    told = mark("Rows decided: {done} of {all}")
    said = _part(scene, told, decided, len(rows), mark("No plan yet"))
    return _stands(decided, len(rows)), said


def _production(scene: Scene) -> tuple[State, str]:
    pieces = list(scene.team.pieces.values_list("status", flat=True))
    done = sum(status == Status.PUBLISHED for status in pieces)
    state = _stands(done, len(pieces))
    told = mark("Pieces published: {done} of {all}")
    none = scene.words("No piece yet")
    said = scene.words(told, done=done, all=len(pieces)) if pieces else none
    return ("begun" if pieces and state == "open" else state), said


def _conversation(scene: Scene) -> tuple[State, str]:
    rows = [row for row in _rows(scene) if row["person"] and row["decision"] != "dismissed"]
    agreed_on = sum(row["decision"] in ("accepted", "changed") for row in rows)
    told = mark("Rows agreed with a partner: {done} of {all}")
    said = _part(scene, told, agreed_on, len(rows), mark("No row with a partner yet"))
    return _stands(agreed_on, len(rows)), said


def _analysis(scene: Scene) -> tuple[State, str]:
    since = scene.cycle.started_at if scene.cycle else scene.team.made_at
    learnt = scene.team.lessons.filter(state=ACCEPTED, judged_at__gte=since).count()
    read = Reading.objects.filter(trial__team=scene.team, at__gte=since).count()
    told = scene.words(
        "Tests counted: {read}; lessons accepted: {learnt}", read=read, learnt=learnt
    )
    return ("done" if learnt else "begun" if read else "open"), told


_SEEN: dict[str, Callable[[Scene], tuple[State, str]]] = {
    "objectives": _fields("objective", "outcome"),
    "audience": _audience,
    "story": _fields("promise", "messages", "good_content"),
    "channels": _channels,
    "production": _production,
    "conversation": _conversation,
    "analysis": _analysis,
}
