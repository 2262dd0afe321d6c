"""The application as a server loads it.

It answers on this machine alone: who asks from elsewhere comes through a proxy here, which says
from where, and whether by https. Limits of tries count by that, and addresses are made of it.
"""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "condat.workspace.settings")

application = wrap_wsgi_with_proxy_headers(get_wsgi_application(), "127.0.0.1")
