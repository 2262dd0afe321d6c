"""Keywords, their evidence and the check of a word, through the pages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from django.test import Client

from condat.usecases.desk import Desk
from condat.usecases.listen.importing import import_files
from condat.usecases.plan import planning
from condat.usecases.read.checking import check_terms
from condat.workspace.jobs.models import Job
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor
from workspace.conversation import write

MILL = "At our mill, the flour of a mill is fresh: come and see the mill."
DRAWER = re.compile(r'href="([^"]*/evidence/[^"]*)" data-drawer')
PAGES = ("keywords/", "topics/", "performance/")


def text(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_a_plan_says_what_it_will_show(visitor: Visitor, page: str) -> None:
    told = text(visitor("viewer"), f"/t/moulin/{page}")
    assert 'class="empty"' in told


def test_a_page_without_a_plan_leads_to_what_is_missing(visitor: Visitor, team: Team) -> None:
    client = visitor("editor")
    assert "t/moulin/listen/" in empty(client)
    desk = Desk.open(team.root)
    import_files(desk, [write(team.root / "posts.jsonl")], layout="", side="audience")
    assert 'href="/t/moulin/plan/">Faire le premier plan' in empty(client)
    assert ">Faire le premier plan</button>" in text(client, "/t/moulin/plan/")


def empty(client: Client) -> str:
    told = text(client, "/t/moulin/keywords/").split('class="empty"', 1)[1]
    return told.split("</div>", 1)[0]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_on_the_plan(visitor: Visitor, heard: Team, page: str) -> None:
    told = text(visitor("viewer"), f"/t/moulin/{page}")
    assert told.count("<h1>") == 1
    assert 'class="computed"' in told


def linked(table: pa.Table) -> pa.Table:
    """Make results those of a corpus where only links count: one, where few posts draw any."""
    if "measure" not in table.schema.names:
        return table
    told = {"measure": "links", "observed": 1.0, "expected": 0.03, "ratio": 2.47}
    for name, value in told.items():
        at, column = table.schema.get_field_index(name), pa.array([value] * len(table))
        table = table.set_column(at, table.schema.field(name), column)
    return table


def test_what_few_posts_draw_is_said_as_one_in_so_many(visitor: Visitor, heard: Team) -> None:
    Desk.open(heard.root).corpus.derived.rewrite(linked)
    client, english = visitor("viewer"), {"accept-language": "en"}
    told = text(client, "/t/moulin/performance/", **english)
    drawer = DRAWER.search(told.partition("one in 33 posts")[2])
    assert drawer
    for page in (told, text(client, drawer[1].replace("&amp;", "&"), **english)):
        assert "1 link" in page
        assert "one in 33 posts" in page
        assert "kept nearer to 1 than a plain division" in page
    assert "links to a post stand in for them" in told


def test_every_number_of_the_keywords_opens_onto_its_posts(visitor: Visitor, heard: Team) -> None:
    client = visitor("viewer")
    every = DRAWER.findall(text(client, "/t/moulin/keywords/"))
    addresses = [one for one in every if "/supply/" not in one]  # nobody published anything
    assert len(addresses) >= 6
    for address in addresses[:6]:
        told = text(client, address.replace("&amp;", "&"))
        assert "https://bread.example/" in told
        assert "<mark>" in told
        assert "/methods/keywords/" in told


def test_who_uses_a_word_and_how_many_do_open_onto_their_posts(
    visitor: Visitor, heard: Team
) -> None:
    client, english = visitor("viewer"), {"accept-language": "en"}
    page = text(client, "/t/moulin/keywords/en/mill/", **english)
    counted = re.findall(r'data-drawer href="([^"]*/user/posts/[^"]*)">(\d+) posts?<', page)
    assert counted
    for address, count in counted:
        shown = text(client, address.replace("&amp;", "&"), **english)
        assert re.search(rf"{count} posts? of \w+ with “mill”", shown)
        assert shown.count("<blockquote") == min(int(count), 10)
    (people,) = [one for one in DRAWER.findall(page) if "/authors/" in one]
    assert "https://bread.example/" in text(client, people.replace("&amp;", "&"), **english)


def test_a_number_opens_onto_the_posts_that_it_counts(visitor: Visitor, heard: Team) -> None:
    client, english = visitor("viewer"), {"accept-language": "en"}
    told = text(client, "/t/moulin/keywords/", **english)
    asked, offered = (
        next(one for one in DRAWER.findall(told) if one.endswith(f"/{name}/?of=en%3Amill"))
        for name in ("questions", "supply")
    )
    questions = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", text(client, asked, **english))
    assert questions
    assert all(one == "Which rye flour do you buy at the <mark>mill</mark>?" for one in questions)
    assert "No post is kept as an example of it." in text(client, offered, **english)


def searched(table: pa.Table) -> pa.Table:
    """Let people have searched for mills."""
    if "searches" in table.schema.names:
        at, field = table.schema.get_field_index("searches"), table.schema.field("searches")
        return table.set_column(at, field, pa.array([140] * len(table), field.type))
    if table.schema.names == ["of", "query", "impressions"]:
        rows = [{"of": "en:mill", "query": "rye flour mill", "impressions": 140}]
        return pa.Table.from_pylist(rows, schema=table.schema)
    return table


def test_searches_open_onto_the_queries(visitor: Visitor, heard: Team) -> None:
    Desk.open(heard.root).corpus.derived.rewrite(searched)
    client, english = visitor("viewer"), {"accept-language": "en"}
    told = text(client, "/t/moulin/keywords/", **english)
    of = next(one for one in DRAWER.findall(told) if one.endswith("/searches/?of=en%3Amill"))
    assert "<dt>rye flour mill</dt><dd>140</dd>" in text(client, of, **english)


def rye(table: pa.Table) -> pa.Table:
    """Make a topic of two posts, of which we wrote one."""
    uri = "https://bread.example/{}"
    if "topic" in table.schema.names and "ours" in table.schema.names:
        counts = {"posts": 2, "authors": 2, "ours": 1, "audience": 1}
        told = {"topic": "rye", "label": "Rye", "languages": ["en"], "evidence": [uri.format(1)]}
        return pa.Table.from_pylist([told | counts], schema=table.schema)
    if table.schema.names == ["of", "side", "post_uri"]:
        read = (("audience", uri.format(1)), ("ours", uri.format(5)))
        rows = [{"of": "rye", "side": side, "post_uri": one} for side, one in read]
        return pa.Table.from_pylist(rows, schema=table.schema)
    return table


def test_each_side_of_a_topic_opens_onto_its_posts(visitor: Visitor, heard: Team) -> None:
    Desk.open(heard.root).corpus.derived.rewrite(rye)
    client, english = visitor("viewer"), {"accept-language": "en"}
    drawers = DRAWER.findall(text(client, "/t/moulin/topics/rye/", **english))
    audience, ours, competitor = (
        text(client, next(one for one in drawers if f"/topic/{side}/" in one), **english)
        for side in ("audience", "ours", "competitor")
    )
    assert 'href="https://bread.example/1"' in audience
    assert "bread.example/5" not in audience
    assert 'href="https://bread.example/5"' in ours
    assert "bread.example/1" not in ours
    assert "No post is kept as an example of it." in competitor


def test_the_drawer_gets_the_same_evidence_without_the_page(visitor: Visitor, heard: Team) -> None:
    client = visitor("viewer")
    address = DRAWER.findall(text(client, "/t/moulin/keywords/"))[0].replace("&amp;", "&")
    part = text(client, address, hx_request="true")
    assert "<html" not in part
    assert "<blockquote" in part


@pytest.mark.parametrize(
    "address",
    [
        "evidence/1/keyword/demand/?of=fr:nothing",
        "evidence/1/keyword/secret/?of=en:mill",
        "evidence/1/nothing/demand/",
        "evidence/99/keyword/demand/?of=en:mill",
        "evidence/1/check/rate/?of=nothing",
        "evidence/1/check/secret/?of=mill",
        "evidence/1/sense/share/?of=mill|audience|99",
        "evidence/1/sense/share/?of=mill",
        "methods/nothing/",
        "methods/..%2Fhouse/",
        "keywords/en/nothing/",
        "topics/nothing/",
        "checks/nothing/",
    ],
)
def test_what_is_not_there_is_not_there(visitor: Visitor, heard: Team, address: str) -> None:
    assert visitor("viewer").get(f"/t/moulin/{address}").status_code == 404


def test_a_keyword_has_its_own_page(visitor: Visitor, heard: Team) -> None:
    client = visitor("viewer")
    found = re.search(r'href="(/t/moulin/keywords/en/[^"]+)"', text(client, "/t/moulin/keywords/"))
    assert found
    told = text(client, found[1])
    assert "<svg" in told
    assert "Ana" in told


def test_who_objects_is_not_offered_beside_their_posts(visitor: Visitor, heard: Team) -> None:
    client, english = visitor("owner"), {"Accept-Language": "en"}
    found = re.search(r'href="(/t/moulin/keywords/en/[^"]+)"', text(client, "/t/moulin/keywords/"))
    assert found
    assert "Ana has asked not to be contacted" not in text(client, found[1], **english)
    objection = {"name": "Ana", "at": "2026-11-20", "how": "mail"}
    client.post("/t/moulin/settings/protection/objections/add/", objection)
    assert "Ana has asked not to be contacted" in text(client, found[1], **english)


def test_keywords_are_exported_as_filtered(visitor: Visitor, heard: Team) -> None:
    answer = visitor("viewer").get("/t/moulin/keywords/?q=mill&format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert lines[1].startswith("mill,en,")
    assert len(lines) == 2


def test_a_check_is_asked_for_and_its_result_has_a_page(visitor: Visitor, heard: Team) -> None:
    client = visitor("analyst")
    answer = client.post("/t/moulin/keywords/check/", {"terms": "rye flour"})
    assert answer["Location"] == "/t/moulin/checks/rye%20flour/"
    assert Job.objects.get().arguments == {"terms": ["rye flour"]}
    assert "rye flour" in text(client, answer["Location"])
    check_terms(Desk.open(heard.root), ["rye flour"])
    assert "<blockquote>" in text(client, answer["Location"])


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("running", "est en cours de vérification"),
        ("failed", "n’a pas été vérifié"),
        ("cancelled", "n’a pas été vérifié"),
    ],
)
def test_a_check_that_ended_without_a_result_says_so(
    visitor: Visitor, heard: Team, state: str, told: str
) -> None:
    Job.objects.create(team=heard, kind="check", arguments={"terms": ["crust"]}, state=state)
    assert told in text(visitor("viewer"), "/t/moulin/checks/crust/")


def test_what_a_check_counts_opens_onto_its_posts(visitor: Visitor, heard: Team) -> None:
    check_terms(Desk.open(heard.root), ["rye flour"])
    client, english = visitor("viewer"), {"accept-language": "en"}
    page = text(client, "/t/moulin/checks/rye%20flour/", **english)
    drawers = [one.replace("&amp;", "&") for one in DRAWER.findall(page)]
    people, share, authors = (
        text(client, next(one for one in drawers if name in one), **english)
        for name in ("/check/people_who_use/", "/sense/share/", "/sense/authors/")
    )
    count = re.search(r"People in the audience who use it: (\d+)", page)
    assert count
    writers = set(re.findall(r"(Ana|Ben|Chloe|Dora|Emil|Fay) · ", people))
    assert len(writers) == int(count[1])
    for shown in (people, share, authors):
        assert "https://bread.example/" in shown
        assert "<mark>rye flour</mark>" in shown.lower()
        assert "/methods/ambiguity/" in shown
    assert "“rye flour” in the sense of" in authors


def test_a_check_of_the_plan_still_stands_the_day_after(
    visitor: Visitor, team: Team, tmp_path: Path
) -> None:
    desk = Desk.open(team.root)
    yesterday = replace(desk, as_of=desk.as_of - timedelta(days=1))
    import_files(desk, [write(tmp_path / "posts.jsonl")], layout="", side="audience")
    own = [
        {
            "url": f"https://ours.example/{n}",
            "text": MILL,
            "author": "Us",
            "published": "2026-05-01",
        }
        for n in range(4)
    ]
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, own)), "utf-8")
    import_files(desk, [tmp_path / "own.jsonl"], layout="", side="ours")
    planning.make(yesterday)
    client, english = visitor("viewer"), {"accept-language": "en"}
    page = text(client, "/t/moulin/keywords/en/mill/", **english)
    assert "Nobody has checked it yet" not in page
    (people,) = [one for one in DRAWER.findall(page) if "/people_who_use/" in one]
    assert "https://bread.example/" in text(client, people.replace("&amp;", "&"), **english)


def test_a_viewer_cannot_ask_for_a_check(visitor: Visitor, heard: Team) -> None:
    answer = visitor("viewer").post("/t/moulin/keywords/check/", {"terms": "rye"})
    assert answer.status_code == 403
