"""Write the reference page of the HTTP API from its own description."""

from __future__ import annotations

import os
from typing import Any

import django

HEAD = """# HTTP API

The work of a team, for programs: the same use cases as the pages and the command line. The whole
description stands at `/api/v1/openapi.json` of your server (OpenAPI 3.1); make a token under
*Settings, API*.

```
curl -H "Authorization: Bearer condat_…" https://condat.example.org/api/v1/teams
```

- A token opens one team, and allows no more than its owner's role does now. It is shown once, ends,
  and can be revoked.
- Lists come in pages: give `next` back as `cursor`.
- Errors are `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, `hint`,
  `errors`. 409 `not-yet` says that a plan has to be made first.
- A POST with an `Idempotency-Key` is done once and answered the same for a day.
- A GET has an `ETag`; with `If-None-Match` what did not change is not sent again.
- More than `CONDAT_API_RATE` requests of a token (600 a minute) are answered 429, with
  `Retry-After`.

| request | does | takes |
| --- | --- | --- |
"""
HOOKS = """
## Webhooks

Under *Settings, Webhooks*, addresses are told of events (`{kinds}`) as
[Standard Webhooks](https://www.standardwebhooks.com) writes them: `webhook-id`,
`webhook-timestamp`, `webhook-signature` (`v1,` and the HMAC-SHA256 of `id.timestamp.body`). The
body is `{{"type": …, "timestamp": …, "data": …}}`. What is not answered 2xx within 20 seconds is
sent again, with the same id, after 5 seconds, 5 and 30 minutes, 2, 5, 10, 14 and 20 hours; 410 ends
it. Private addresses are told only with `fetch.allow_private` in `condat.toml`.
"""


def api_page() -> str:
    """Return the page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "condat.workspace.settings")
    django.setup()
    from condat.workspace.api.urls import api
    from condat.workspace.webhooks.models import KINDS

    paths = api.get_openapi_schema(path_prefix="/api/v1")["paths"]
    rows = [
        _row(method, path, told)
        for path, operations in paths.items()
        for method, told in operations.items()
    ]
    return HEAD + "\n".join(rows) + "\n" + HOOKS.format(kinds="`, `".join(KINDS))


def _row(method: str, path: str, told: dict[str, Any]) -> str:
    _, found, takes = told.get("description", "").rpartition("Takes: ")
    act = takes.rstrip(".") if found else "read"
    return f"| `{method.upper()} {path}` | {told['summary']} | {act} |"
