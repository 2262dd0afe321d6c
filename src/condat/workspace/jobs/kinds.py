"""The kinds of long work: one line each, over the same use cases as the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from condat.core.words import mark
from condat.usecases.desk import Desk
from condat.usecases.keep import objecting
from condat.usecases.listen import importing, importing_post, listening
from condat.usecases.listen.importing_told import Outcome
from condat.usecases.plan.plans import versions
from condat.usecases.read import checking, personas
from condat.usecases.search import indexing
from condat.usecases.show import browsing, reporting
from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships import outbox
from condat.workspace.create.pieces import writing
from condat.workspace.jobs import erasing
from condat.workspace.jobs.models import Job
from condat.workspace.plan.listening import uploads
from condat.workspace.plan.logins.queries import kept_in
from condat.workspace.protection.retaining import retain
from condat.workspace.teams.roles import Act

Result = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """What is done, in words, and the page that shows what came of it.

    ``act`` is what one must be allowed to ask for it, or to stop what somebody else asked for.
    ``private`` says that what was asked is forgotten once it is done; ``shown`` what of the
    arguments the page's address takes, by the address's own names.
    """

    label: str
    run: Callable[[Desk, dict[str, Any]], Result]
    page: str
    act: Act
    private: bool = False
    shown: tuple[tuple[str, str], ...] = ()

    def address(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Return what the page's address takes."""
        return {name: arguments[argument] for name, argument in self.shown}


def _plan(desk: Desk, arguments: dict[str, Any]) -> Result:
    languages = arguments.get("languages") or [desk.settings.language]
    written = reporting.report(desk, languages=languages)
    return {"files": [path.name for path in written]}


def _report(desk: Desk, arguments: dict[str, Any]) -> Result:
    written = reporting.again(desk, languages=arguments["languages"])
    return {"files": [path.name for path in written]}


def _import(desk: Desk, arguments: dict[str, Any]) -> Result:
    paths = [Path(path) for path in arguments["paths"]]
    if uploads.gone(paths):  # imported, and the worker went before it could say so
        return {}
    found = importing.import_files(
        desk,
        paths,
        layout=arguments.get("layout", ""),
        source=arguments.get("source", ""),
        side=arguments.get("side", ""),
        dates=arguments.get("dates", ""),
    )
    indexing.bring(desk)
    for path in paths:
        uploads.drop(path)
    return {"rejected": found.rejected, "posts": _added(found)}


def _added(found: Outcome) -> int:
    return found.changes.get("posts", {}).get("added", 0)


def _post(desk: Desk, arguments: dict[str, Any]) -> Result:
    folder = Path(arguments["folder"])
    if not folder.exists():  # imported, and the worker went before it could say so
        return {}
    source, side = arguments["source"], arguments["side"]
    found = importing_post.keep_left(desk, folder, source=source, side=side)
    indexing.bring(desk)
    uploads.clear(folder)
    return {"posts": _added(found)}


def _listen(desk: Desk, arguments: dict[str, Any]) -> Result:
    names = tuple(arguments.get("names", ()))
    heard = list(listening.listen(desk, names, kept=kept_in(desk.root)))
    indexing.bring(desk)
    return {"sources": len(heard), "posts": sum(one.written.added for one in heard)}


def _index(desk: Desk, arguments: dict[str, Any]) -> Result:  # noqa: ARG001 - nothing to say
    return {"version": indexing.bring(desk)}


def _check(desk: Desk, arguments: dict[str, Any]) -> Result:
    checking.check_terms(desk, arguments["terms"])
    return {"terms": arguments["terms"]}


def _objection(desk: Desk, arguments: dict[str, Any]) -> Result:
    act = objecting.take_back if arguments.get("withdrawn") else objecting.object_to
    act(desk, arguments["uri"])
    return {}


def _lay_out(desk: Desk, arguments: dict[str, Any]) -> Result:  # noqa: ARG001 - the files say how
    browsing.browsed(desk)
    return {}


def _mark(desk: Desk, arguments: dict[str, Any]) -> Result:  # noqa: ARG001 - the file says whom
    made = versions(desk)
    return {"statements": personas.marked(desk, made[-1]).num_rows} if made else {}


def _forget(desk: Desk, arguments: dict[str, Any]) -> Result:
    erasing.forget(desk, arguments["who"])
    indexing.bring(desk)
    return {}


KINDS: dict[str, Kind] = {
    "rank": Kind(mark("Ranking people again"), _lay_out, "people", Act.DECIDE),
    "layout": Kind(mark("Preparing the pages"), _lay_out, "home", Act.DECIDE),
    "mark": Kind(mark("Checking personas against the posts"), _mark, "personas", Act.LISTEN),
    "plan": Kind(mark("Making the plan and its report"), _plan, "plan", Act.DECIDE),
    "report": Kind(mark("Writing the report"), _report, "reports", Act.DECIDE),
    "import": Kind(mark("Importing a file"), _import, "listen", Act.LISTEN),
    "post": Kind(mark("Importing a post"), _post, "listen", Act.LISTEN),
    "listen": Kind(mark("Listening to the sources"), _listen, "listen", Act.LISTEN),
    "index": Kind(mark("Preparing the search"), _index, "search", Act.LISTEN),
    "check": Kind(mark("Checking words"), _check, "keywords", Act.LISTEN),
    "brief": Kind(
        mark("Writing what the evidence says"),
        writing.make_brief,
        "brief",
        Act.DECIDE,
        shown=(("number", "piece"),),
    ),
    "outreach": Kind(mark("Sending a mail"), outbox.deliver, "partnerships", Act.PARTNER),
    "objection": Kind(
        mark("Taking someone out of the rankings"),
        _objection,
        "people",
        Act.PARTNER,
        private=True,
    ),
    "retain": Kind(mark("Deleting what was kept long enough"), retain, "retention", Act.MANAGE),
    "forget": Kind(mark("Erasing a person"), _forget, "person-data", Act.MANAGE, private=True),
}


def may_stop(job: Job, user: User, allows: Callable[[Act], bool]) -> bool:
    """Say whether somebody may stop a job: who started it, or who may do what it does."""
    return job.asked_by_id == user.pk or allows(KINDS[job.kind].act)
