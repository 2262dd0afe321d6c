"""The look of a page that stands alone: a public one, or a file to keep or to print."""

from __future__ import annotations

import base64
import hashlib

from django.conf import settings
from markupsafe import Markup

_WRITTEN = (settings.HERE.parent / "report" / "templates" / "report.css").read_text("utf-8")
STYLE = Markup(_WRITTEN)  # noqa: S704 - our own file
HASH = base64.b64encode(hashlib.sha256(_WRITTEN.encode()).digest()).decode()
