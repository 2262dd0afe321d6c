"""A team that has lived: something of each kind, made as its members make it."""

from __future__ import annotations

import re

from django.test import Client
from selectolax.lexbor import LexborHTMLParser

TRIAL = {
    "hypothesis": "Evenings work better.",
    "varies": "The hour",
    "first": "Noon",
    "second": "Evening",
    "whom": "All",
    "counted": "Opens it",
    "usual": "31",
    "least": "5",
    "people": "2400",
    "starts_on": "2026-06-01",
    "ends_on": "2026-06-08",
}
# A thing of each kind, so that its pages and their forms are there; ``<kind>`` is its number.
LIVED = (
    ("cycle/hypothesis/", {"hypothesis": "Workshops bring people in."}),
    ("personas/add/", {"name": "Beginners", "description": "It does not rise."}),
    ("personas/1/say/", {"kind": "pain", "text": "It does not rise.", "origin": "interview"}),
    (
        "pieces/new/",
        {"title": "Bread", "kind": "article", "keyword": "sourdough", "due": "2026-06-20T09:00"},
    ),
    ("pieces/<pieces>/text/save/", {"base": "0", "text": "It is hungry, not dead."}),
    ("pieces/<pieces>/people/", {"name": "Ana", "role": "quoted"}),
    ("pieces/<pieces>/versions/1/comment/", {"text": "Who?", "passage": "hungry"}),
    ("pieces/<pieces>/versions/1/quote/", {"person": "Ana", "text": "It is hungry"}),
    (
        "pieces/<pieces>/letters/send/",
        {"version": "1", "asks": "text", "name": "Ana", "email": "ana@a.example", "language": "fr"},
    ),
    (
        "partnerships/letters/",
        {
            "name": "First words",
            "language": "fr",
            "subject": "Your starter",
            "body": "Hello {name}",
            "follow_days": "5",
            "follow_body": "Hello again {name}",
        },
    ),
    (
        "partnerships/start/",
        {
            "person_uri": "",
            "name": "Ana",
            "email": "ana@a.example",
            "language": "fr",
            "source": "Her site",
            "stance": "favourable",
        },
    ),
    (
        "partnerships/<partnerships>/deals/",
        {
            "deal-objective": "Bread",
            "deal-advertiser": "Moulin",
            "deal-missions": "Two stories",
            "deal-publics": ["FR"],
            "deal-currency": "EUR",
            "deal-rights": "A photo",
            "deal-ends_on": "2026-12-01",
        },
    ),
    (
        "partnerships/<partnerships>/deals/<deals>/pieces/",
        {"piece-what": "A story", "piece-place": "", "piece-due_on": "", "piece-images": ""},
    ),
    (
        "partnerships/<partnerships>/deals/<deals>/rewards/",
        {
            "reward-kind": "product",
            "reward-what": "Flour",
            "reward-value": "42",
            "reward-currency": "EUR",
            "reward-state": "given",
            "reward-on": "2026-06-01",
            "reward-seen": "",
        },
    ),
    (
        "inspired/new/",
        {
            "link": "https://bread.example/3",
            "author": "Ana",
            "title": "Baskets",
            "passage": "The proofing basket sticks.",
            "piece": "",
            "our_link": "https://mill.example/1",
            "our_passage": "Baskets stick.",
        },
    ),
    ("inspired/<inspired>/judge/confirmed/", {}),
    ("tests/new/", TRIAL),
    ("tests/<tests>/start/", {}),
    ("tests/new/", TRIAL | {"varies": "The day"}),
    (
        "indicators/new/",
        {"name": "Orders", "objective": "More", "decision": "Stop", "tier": "outcomes"},
    ),
    ("settings/protection/notice/en/", {"text": "We read what you publish about bread."}),
    ("settings/protection/balance/write/", {"purpose": "a", "necessity": "b", "balance": "c"}),
    ("lessons/new/", {"text": "Evenings work better.", "effect": "1,2", "low": "1", "high": "1,6"}),
)
NUMBER = re.compile(r"/(\w+)/(\d+)(?=/)")


def live(client: Client) -> None:
    """Make something of each kind through the pages."""
    known = dict[str, str]()
    for path, typed in LIVED:
        for name, number in known.items():
            path = path.replace(f"<{name}>", number)
        answer = client.post(f"/t/moulin/{path}", typed)
        shown = LexborHTMLParser(answer.content).css(".errorlist, .warning")
        assert answer.status_code == 302, (path, [one.text() for one in shown])
        known |= dict(NUMBER.findall(answer["Location"]))
