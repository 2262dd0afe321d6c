"""Every form of a team's pages, found by following links; and what a person should not send.

A form is pressed inside a transaction that is rolled back, and the files of the team are put back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve
from selectolax.lexbor import LexborHTMLParser, LexborNode

from condat.workspace.teams.models import Team
from condat.workspace.urls import TEAM

Sent = dict[str, list[object]]
PLAIN = tuple(
    str(one.pattern) for one in TEAM if "GET" in one.callback.methods and not one.pattern.converters
)
FORM = "application/x-www-form-urlencoded"
UNSENT = ("submit", "button", "reset", "image")
ASKS = ("get", "post")


@dataclass(frozen=True)
class Field:
    """A field of a form, with what it shows."""

    name: str
    kind: str
    shown: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form as a browser would send it; ``page`` is where it stands."""

    page: str
    method: str
    action: str
    enctype: str
    fields: tuple[Field, ...] = field(default=())

    @property
    def name(self) -> str:
        """What tells this kind of form from others."""
        fields = sorted({one.name for one in self.fields})
        return f"{self.method} {named(self.action)} ({', '.join(fields)})"

    @property
    def as_shown(self) -> Sent:
        """What a browser sends when nobody types anything."""
        sent: Sent = {}
        for one in self.fields:
            if one.shown:
                sent.setdefault(one.name, []).extend(one.shown)
        return sent


def named(address: str) -> str:
    """Return the name of the page or button at an address."""
    try:
        return resolve(urlsplit(address).path).url_name or address
    except Resolver404:
        return address


def pages(client: Client, team: Team, start: tuple[str, ...] = PLAIN) -> dict[str, str]:
    """Return a page of each kind that links lead to: its address and what it shows."""
    root = f"/t/{team.slug}/"
    waiting, seen = [root + path for path in start], set[str]()
    found: dict[str, str] = {}
    while waiting:
        address = waiting.pop(0)
        kind = named(address)
        if kind in seen or address in found:
            continue
        answer = client.get(address)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        if "Content-Disposition" not in answer:
            seen.add(kind)
            text = answer.content.decode()
            found[address] = text
            waiting += [one for one in _links(address, text) if one.startswith(root)]
    return found


def _links(address: str, text: str) -> Iterator[str]:
    for one in LexborHTMLParser(text).css("a[href]"):
        yield urljoin(address, one.attributes["href"] or "").split("#")[0]


def forms(address: str, text: str) -> Iterator[Form]:
    """Return the forms of a page, and what asks the server without a form around it."""
    tree = LexborHTMLParser(text)
    for one in tree.css("form"):
        fields = tuple(_fields(one, tree))
        told = one.attributes
        method, enctype = (told.get("method") or "get").lower(), told.get("enctype") or FORM
        if method not in ASKS:
            continue  # a dialog closes
        if one.css("button:not([formaction]):not([type=button])"):
            yield Form(address, method, urljoin(address, told.get("action") or ""), enctype, fields)
        for button in one.css("button[formaction]"):
            to = urljoin(address, button.attributes["formaction"] or "")
            yield Form(address, method, to, enctype, fields)
    for method in ASKS:
        for one in tree.css(f"[hx-{method}]"):
            around = one if one.tag == "form" else _around(one)
            inside = around or one
            fields = tuple(_fields(inside, tree))
            to = urljoin(address, one.attributes[f"hx-{method}"] or "")
            yield Form(address, method, to, FORM, fields)


def _around(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    while parent is not None and parent.tag != "form":
        parent = parent.parent
    return parent


def _fields(form: LexborNode, tree: LexborHTMLParser) -> Iterator[Field]:
    inside = form.css("input, textarea, select, button[name]")
    name = form.attributes.get("id")
    if name:
        inside += tree.css(f'[form="{name}"]')
    for one in inside:
        told = one.attributes
        called = told.get("name")
        if not called or called == "csrfmiddlewaretoken" or "disabled" in told:
            continue
        kind = one.tag if one.tag != "input" else (told.get("type") or "text").lower()
        value = told.get("value") or ""
        if one.tag == "select":
            yield _select(one, called)
        elif one.tag == "textarea":
            yield Field(called, kind, (one.text() or "",))
        elif kind in ("checkbox", "radio"):
            given = value if "value" in told else "on"
            yield Field(called, kind, (given,) if "checked" in told else (), (given,))
        elif one.tag == "button" or kind in (*UNSENT, "file"):
            yield Field(called, kind, (), (value,))
        else:
            yield Field(called, kind, (value,))


def _select(node: LexborNode, name: str) -> Field:
    options = node.css("option")
    values = tuple(_value(one) for one in options)
    chosen = tuple(_value(one) for one in options if "selected" in one.attributes)
    several = "multiple" in node.attributes
    return Field(name, "select", chosen or (() if several else values[:1]), values)


def _value(option: LexborNode) -> str:
    told = option.attributes
    return (told["value"] or "") if "value" in told else option.text(strip=True)


def press(client: Client, form: Form, sent: Sent) -> HttpResponseBase:
    """Send a form as a browser does; a GET puts it into the address."""
    if form.method == "get":
        return client.get(f"{form.action.split('?')[0]}?{_encoded(sent)}")
    files = any(not isinstance(one, str | bytes) for values in sent.values() for one in values)
    if files or form.enctype != FORM:
        return client.post(form.action, sent)
    return client.post(form.action, _encoded(sent), content_type=FORM)


def _encoded(sent: Sent) -> str:
    return urlencode(sent, doseq=True)


@dataclass(frozen=True)
class Kept:
    """The files of a team that people write, put back after every form."""

    files: dict[Path, bytes]

    @classmethod
    def of(cls, root: Path) -> Kept:
        """Read them."""
        return cls({path: path.read_bytes() for path in root.glob("*.toml")})

    def back(self, root: Path) -> None:
        """Put them back."""
        for path in root.glob("*.toml"):
            if path not in self.files:
                path.unlink()
        for path, text in self.files.items():
            if not path.exists() or path.read_bytes() != text:
                path.write_bytes(text)


def pressed(client: Client, team: Team, kept: Kept, form: Form, sent: Sent) -> HttpResponseBase:
    """Send a form, and let it have done nothing."""
    with transaction.atomic():
        answer = press(client, form, sent)
        transaction.set_rollback(True)
    kept.back(team.root)
    return answer


def file(name: str = "x.bin", inside: bytes = b"") -> SimpleUploadedFile:
    """Make a file as a browser sends it."""
    return SimpleUploadedFile(name, inside)
