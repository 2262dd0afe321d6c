"""Who works on a job: one worker at a time, for as long as it shows that it lives."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import close_old_connections, connection
from django.db.models import F, Q
from django.utils import timezone

from condat.workspace.jobs.models import UNDER_WAY, Job, State

LEASE = timedelta(seconds=30)
BEAT_SECONDS = 5.0
TRIES = 5


def claim(job_id: uuid.UUID) -> Job | None:
    """Take a job that waits, or whose worker has gone; None when it is another's."""
    now, lease = timezone.now(), uuid.uuid4()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, leased_until__lt=now)
    taken = Job.objects.filter(free, pk=job_id).update(
        state=State.RUNNING, lease=lease, leased_until=now + LEASE, attempts=F("attempts") + 1
    )
    return Job.objects.select_related("team").get(pk=job_id) if taken else None


def change(job: Job, **values: object) -> bool:
    """Change a job as the one who holds it; False when the lease went to another."""
    mine = Job.objects.filter(pk=job.pk, lease=job.lease, state=State.RUNNING)
    return bool(mine.update(**values))


def left_behind() -> list[uuid.UUID]:
    """Return the jobs under way whose worker has gone, and those that nobody took up."""
    long_ago = timezone.now() - LEASE
    gone = Q(state=State.RUNNING, leased_until__lt=timezone.now())
    forgotten = Q(state=State.WAITING, asked_at__lt=long_ago)
    return list(Job.objects.filter(gone | forgotten).values_list("pk", flat=True))


def give_up() -> int:
    """End the jobs that were tried too often."""
    tried = Job.objects.filter(state__in=UNDER_WAY, attempts__gte=TRIES)
    gone = tried.filter(leased_until__lt=timezone.now())
    return gone.update(state=State.FAILED, ended_at=timezone.now(), error={})


@contextmanager
def beating(job: Job) -> Iterator[None]:
    """Keep the lease while the block runs."""
    over = threading.Event()
    heart = threading.Thread(target=_beat, args=(job, over), daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def _beat(job: Job, over: threading.Event) -> None:
    while not over.wait(BEAT_SECONDS):
        close_old_connections()
        change(job, leased_until=timezone.now() + LEASE)
    connection.close()
