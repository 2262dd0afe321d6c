"""Strategy, gate, watch and sources."""

from __future__ import annotations

from datetime import UTC, datetime

from ninja import Router

from condat.plan.strategy.strategy import FIELDS
from condat.usecases.listen import health, sources
from condat.usecases.team.strategy import gate_of, strategy_of
from condat.workspace.api.access import Call, route
from condat.workspace.api.schemas import Approval, Gate, SourceOut, StrategyOut, VoiceOut, WatchOut
from condat.workspace.teams.roles import Act

router = Router(tags=["plan"])


@route(router, "GET", "/strategy", Act.READ, StrategyOut)
def read_strategy(call: Call) -> StrategyOut:
    """Read the strategy and its gate."""
    strategy, gate = strategy_of(call.desk), gate_of(call.desk)
    return StrategyOut(
        fields=strategy.model_dump(mode="json", include=set(FIELDS)),
        approvals={
            name: Approval(by=given.by, at=given.at) for name, given in strategy.approvals.items()
        },
        gate=Gate(
            draft=gate.draft,
            approved=gate.approved,
            missing=[gap.field for gap in gate.missing],
            waiting=list(gate.waiting),
        ),
    )


@route(router, "GET", "/watch", Act.READ, WatchOut)
def read_watch(call: Call) -> WatchOut:
    """Read what is listened to, and whose voices are ours and competitors'."""
    watch = call.desk.watch
    told = watch.model_dump(mode="json", exclude={"brand", "competitors"})
    return WatchOut(
        brand=VoiceOut(**watch.brand.model_dump(mode="json")),
        competitors=[VoiceOut(**one.model_dump(mode="json")) for one in watch.competitors],
        **told,
    )


@route(router, "GET", "/sources", Act.READ, list[SourceOut])
def read_sources(call: Call) -> list[SourceOut]:
    """Read the sources and how each fares."""
    if not sources.sources_of(call.desk):
        return []
    return [
        SourceOut(
            name=one.name,
            connector=one.connector,
            address=one.address,
            status=one.status,
            succeeded_at=one.succeeded_at,
            next_at=one.next_at,
            failures=one.failures,
            problem=one.problem.said(call.words) if one.problem else None,
        )
        for one in health.health(call.desk, datetime.now(UTC))
    ]
