"""Listen: read every source, write what is new, remember how far it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from filelock import FileLock, Timeout

from condat.core.errors import ConflictError, SourceError
from condat.core.progress import Step
from condat.core.words import mark
from condat.listen.contract import Batch, Fetcher, Request
from condat.listen.registry import connector
from condat.listen.web.http import Client
from condat.usecases.desk import Desk
from condat.usecases.listen.listening_memory import (
    FOLDER,
    Memory,
    Problem,
    recall,
    recall_robots,
    remember,
    remember_robots,
)
from condat.usecases.listen.listening_write import Gathered, Written, write
from condat.usecases.listen.logins import Kept, entered, nothing_kept
from condat.usecases.listen.sources import PAUSES, Source, chosen

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(days=1)
ROWS_AT_ONCE = 2_000
_WHOLE = 100


@dataclass(frozen=True)
class Outcome:
    """How one source fared: changes of its posts, rows rejected, and what went wrong, if anything.

    ``waiting`` says that the source was left alone because it had asked for it.
    """

    name: str
    written: Written = field(default_factory=Written)
    problem: Problem | None = None
    permanent: bool = False
    waiting: bool = False
    next_at: datetime | None = None


def listen(
    desk: Desk,
    names: tuple[str, ...] = (),
    *,
    kept: Kept = nothing_kept,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Outcome]:
    """Read the sources of these names (all that do not rest by default), one after another.

    One source that fails does not stop the others, and what was read of it before is kept. ``kept``
    knows the logins that stand in no file and in no environment.

    Raises
    ------
    NotFoundError
        When a name is unknown.
    ConflictError
        When another run is listening.
    """
    sources = [source for source in chosen(desk, names) if names or not source.paused]
    with _alone(desk), opened(desk) as client:
        for source in sources:
            with desk.progress.step(source.name, total=_WHOLE) as step:
                way = partial(entered, source, client, kept)
                yield _source(desk, source, way, step, clock)


@contextmanager
def opened(desk: Desk) -> Iterator[Client]:
    """Open the one way out, with the rules of sites that were read before."""
    rules = recall_robots(desk.root)
    before = dict(rules)
    with Client(desk.settings.fetch, robots=rules) as client:
        yield client
    if rules != before:
        remember_robots(desk.root, rules)


def _source(
    desk: Desk,
    source: Source,
    way: Callable[[], Fetcher],
    step: Step,
    clock: Callable[[], datetime],
) -> Outcome:
    now = clock()
    memory = recall(desk.root, source.name)
    if memory.closed_until and now < memory.closed_until:
        return Outcome(source.name, problem=memory.problem, waiting=True, next_at=memory.next_at)
    if memory.version > desk.corpus.snapshot().version:
        memory = memory.model_copy(update={"state": {}})  # the corpus is another or an older one
    told = Request(source.name, source.address, now, source.options, memory.state)
    written = Written()
    try:
        for part in _parts(connector(source.connector)(told, way()), step):
            done = write(desk, source.name, part, now)
            written, state = written + done, part.state
            memory = _progressed(memory, state, desk, done, now)
            remember(desk.root, source.name, memory)
    except SourceError as error:
        memory = _failed(memory, error, now)
        remember(desk.root, source.name, memory)
        return Outcome(
            source.name, written, memory.problem, error.permanent, next_at=memory.next_at
        )
    memory = _succeeded(memory, now, PAUSES[source.every])
    remember(desk.root, source.name, memory)
    return Outcome(source.name, written, next_at=memory.next_at)


def _parts(batches: Iterable[Batch], step: Step) -> Iterator[Gathered]:
    """Gather batches until they are worth a transaction; what came before a failure is kept."""
    gathered, shown = Gathered(), 0
    try:
        for batch in batches:
            gathered.add(batch)
            reached = int(_WHOLE * (batch.done or 0))
            step.advance(max(0, reached - shown))
            shown = max(shown, reached)
            if gathered.rows >= ROWS_AT_ONCE:
                yield gathered
                gathered = Gathered()
    except SourceError:
        if gathered:
            yield gathered
        raise
    if gathered:
        yield gathered


def _progressed(
    memory: Memory, state: dict[str, str] | None, desk: Desk, done: Written, now: datetime
) -> Memory:
    kept = memory.state if state is None else state
    changed = now if done.version else memory.changed_at
    version = desk.corpus.snapshot().version
    return memory.model_copy(update={"state": kept, "version": version, "changed_at": changed})


def _succeeded(memory: Memory, now: datetime, pause: timedelta) -> Memory:
    told = {
        "tried_at": now,
        "succeeded_at": now,
        "failures": 0,
        "problem": None,
        "permanent": False,
    }
    return memory.model_copy(update=told | {"closed_until": None, "next_at": now + pause})


def _failed(memory: Memory, error: SourceError, now: datetime) -> Memory:
    """Wait longer after every failure; a wait that the source asked for is kept to."""
    failures = memory.failures + 1
    pause = min(FIRST_PAUSE * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
    closed = now + timedelta(seconds=error.wait) if error.wait else None
    told = {"tried_at": now, "failures": failures, "problem": Problem.of(error)}
    told |= {"permanent": error.permanent, "closed_until": closed}
    return memory.model_copy(update=told | {"next_at": max(closed or now, now + pause)})


@contextmanager
def _alone(desk: Desk) -> Iterator[None]:
    (desk.root / FOLDER).mkdir(exist_ok=True)
    try:
        with FileLock(desk.root / FOLDER / ".lock", timeout=0):
            yield
    except Timeout:
        hint = mark("Wait for its end.")
        raise ConflictError(mark("Another run is listening."), hint=hint) from None
