"""Files that a browser sends: limited, named by us, kept until they are imported."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from condat.core.errors import InputError
from condat.core.words import mark
from condat.workspace.teams.models import Team

KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson", ".json", ".parquet", ".zip", ".gz")


def keep(file: UploadedFile[bytes] | None, team: Team) -> Path:
    """Write an uploaded file below the server's home, under a folder of its own.

    Raises
    ------
    InputError
        When there is none, it is too large, or of a kind that nothing reads.
    """
    if file is None or not file.name:
        raise InputError(mark("No file was chosen."))
    name = Path(file.name).name
    if Path(name).suffix.lower() not in KINDS:
        raise InputError(mark("is of a kind that cannot be imported."), file=name)
    if (file.size or 0) > settings.UPLOAD_LIMIT:
        raise InputError(mark("is too large."), file=name)
    path = Path(settings.MEDIA_ROOT, team.slug, uuid.uuid4().hex, name)
    path.parent.mkdir(parents=True)
    with path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return path
