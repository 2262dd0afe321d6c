"""Who works on a job: one worker at a time, for as long as it shows that it lives.

A worker shows it in two ways: it renews its lease in the database, and it holds the lock of a file
named after the lease. The system frees that lock when the worker ends, however it ends, so that a
job is handed on at once on the same machine; on another one when the lease has run out.
"""

from __future__ import annotations

import fcntl
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.models import F, Q
from django.utils import timezone

from condat.workspace.jobs.models import UNDER_WAY, Job, State

LEASE = timedelta(seconds=30)
BEAT_SECONDS = 5.0
TRIES = 5
FOLDER = "leases"


@contextmanager
def living() -> Iterator[uuid.UUID]:
    """Give a lease that is seen to end with this process, or with the block."""
    lease = uuid.uuid4()
    path = Path(settings.HOME, FOLDER, lease.hex)
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield lease
        finally:
            path.unlink(missing_ok=True)


def free_the_dead() -> None:
    """End the leases of workers of this machine that are no more."""
    for path in Path(settings.HOME, FOLDER).glob("*"):
        if _ended(path):
            held = Job.objects.filter(lease=uuid.UUID(path.name), state=State.RUNNING)
            held.update(leased_until=timezone.now())
            path.unlink(missing_ok=True)


def _ended(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return True
    except (BlockingIOError, FileNotFoundError):
        return False


def claim(job_id: uuid.UUID, lease: uuid.UUID | None = None) -> Job | None:
    """Take a job that waits, or whose worker has gone; None when it is another's."""
    now, lease = timezone.now(), lease or uuid.uuid4()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, leased_until__lt=now)
    taken = Job.objects.filter(free, pk=job_id).update(
        state=State.RUNNING, lease=lease, leased_until=now + LEASE, attempts=F("attempts") + 1
    )
    return Job.objects.select_related("team").get(pk=job_id) if taken else None


def change(job: Job, **values: object) -> bool:
    """Change a job as the one who holds it; False when the lease went to another."""
    mine = Job.objects.filter(pk=job.pk, lease=job.lease, state=State.RUNNING)
    return bool(mine.update(**values))


def left_behind(patience: timedelta) -> list[uuid.UUID]:
    """Return the jobs under way whose worker has gone, and those that nobody took up for long."""
    long_ago = timezone.now() - patience
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
