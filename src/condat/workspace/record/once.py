"""A form that is sent twice does its work once: a double click, a page gone back to and sent again.

Each form that a page shows has a number of its own, ``once``. The same form with the same content
is led where the first one was, and told so; with other content it is another one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from condat.core.words import Words, mark
from condat.workspace.record.models import Press

Respond = Callable[[], HttpResponseBase]
FIELD = "once"
TWICE = mark("This was sent before: it was not done twice.")
PATIENCE, STEP = 10.0, 0.05  # seconds for the first one to be answered
KEPT = timedelta(days=1)


def once(request: HttpRequest, words: Words, respond: Respond) -> HttpResponseBase:
    """Answer a form; the same one sent again is led where the first was."""
    if request.method != "POST" or not request.POST.get(FIELD):
        return respond()
    press, fresh = Press.objects.get_or_create(key=_key(request))
    if fresh:
        return _first(press, respond)
    led = _led(press)
    if not led:  # the first was refused, or died
        return respond()
    messages.info(request, words(TWICE))
    return redirect(led)


def forget_presses(now: datetime) -> None:
    """Forget the forms of the day before."""
    Press.objects.filter(at__lt=now - KEPT).delete()


def forget_naming(redact: Callable[[str], str]) -> None:
    """Forget the forms whose answer led to an address that names somebody erased."""
    for press in Press.objects.exclude(led=""):
        asked = urlsplit(press.led)
        told = [*unquote(asked.path).split("/"), *(said for _, said in parse_qsl(asked.query))]
        if any(redact(one) != one for one in told):
            press.delete()


def _first(press: Press, respond: Respond) -> HttpResponseBase:
    led = ""
    try:
        answer = respond()
        led = answer.headers.get("Location", "")
    finally:
        if led:
            Press.objects.filter(pk=press.pk).update(led=led[:2000])
        else:
            press.delete()
    return answer


def _led(press: Press) -> str:
    until = time.monotonic() + PATIENCE
    while not press.led and time.monotonic() < until:
        time.sleep(STEP)
        found = Press.objects.filter(pk=press.pk).first()
        if found is None:
            return ""
        press = found
    return press.led


def _key(request: HttpRequest) -> str:
    fields = sorted((name, values) for name, values in request.POST.lists() if name[:4] != "csrf")
    files = [(name, one.name, one.size) for name, some in request.FILES.lists() for one in some]
    told = (request.path, getattr(request.user, "pk", None), fields, files)
    return sha256(repr(told).encode()).hexdigest()
