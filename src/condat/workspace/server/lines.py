"""What the server tells of itself: one line of JSON an event, or words at a terminal."""

from __future__ import annotations

import sys
from typing import Any

import structlog
from structlog.typing import Processor

QUIET = ("django", "django_tasks", "django_tasks_db")
_SHARED: tuple[Processor, ...] = (
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,  # no values of variables: they may be secrets
)


def logging() -> dict[str, Any]:
    """Set our own lines up on standard error; return the setting that makes libraries' the same.

    The worker tells of each task; beside the address and the first sign-in that is noise.

    Examples
    --------
    >>> logging()["handlers"]["console"]["level"]
    'WARNING'
    """
    shown: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if sys.stderr.isatty():
        shown = structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[*_SHARED, shown],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    drop = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    lines = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [drop, shown],
        "foreign_pre_chain": [structlog.stdlib.add_logger_name, *_SHARED],
    }
    handler = {"class": "logging.StreamHandler", "level": "WARNING", "formatter": "lines"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": lines},
        "handlers": {"console": handler},
        "loggers": {name: {"handlers": ["console"], "level": "WARNING"} for name in QUIET},
    }
