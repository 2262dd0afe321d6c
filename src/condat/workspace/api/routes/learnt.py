"""What came of it: posts that ours inspired, tests and what they say."""

from __future__ import annotations

from ninja import Router

from condat.workspace.api.access import Call, route
from condat.workspace.api.made import Matches, MatchOut, TestOut, Tests
from condat.workspace.api.paging import Cursor, Limit, sliced
from condat.workspace.create.inspired.models import Match
from condat.workspace.measure.trials.models import Trial
from condat.workspace.measure.trials.queries import finding, standing
from condat.workspace.teams.roles import Act

router = Router(tags=["results"])
SAME = ("id", "varies", "hypothesis", "first", "second", "state", "starts_on", "ends_on")


@route(router, "GET", "/inspired", Act.READ, Matches)
def read_inspired(call: Call, cursor: Cursor = "", limit: Limit = 50) -> Matches:
    """Read the posts of others that ours inspired, with the team's judgement on each."""
    some, following = sliced(list(call.team.matches.all()), cursor, limit)
    return Matches(items=[_match(one) for one in some], next=following)


@route(router, "GET", "/tests", Act.READ, Tests)
def read_tests(call: Call, cursor: Cursor = "", limit: Limit = 50) -> Tests:
    """Read the tests and what each says so far."""
    some, following = sliced(list(call.team.trials.all()), cursor, limit)
    return Tests(items=[_test(one, call) for one in some], next=following)


def _match(one: Match) -> MatchOut:
    return MatchOut(**{name: getattr(one, name) for name in MatchOut.model_fields})


def _test(one: Trial, call: Call) -> TestOut:
    known = standing(one).known
    return TestOut(
        **{name: getattr(one, name) for name in SAME},
        verdict=known.read.verdict if known else None,
        finding=finding(one, call.words),
        decision=one.decision,
    )
