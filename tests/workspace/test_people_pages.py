"""People: the shortlist, a person's page, the weights, and the ranking that can be published."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, unquote

import pyarrow as pa
import pytest
from django.test import Client

from condat.plan.people.ties import KINDS
from condat.usecases.desk import Desk
from condat.usecases.keep import forgetting
from condat.usecases.listen.importing import import_files
from condat.workspace.create.inspired.models import Match
from condat.workspace.jobs.models import Job
from condat.workspace.plan.people.person import TIES
from condat.workspace.protection.models import Objection
from condat.workspace.ranking.models import PublicRanking
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

WEIGHTS = {
    "expertise": "0.8",
    "fit": "0,2",
    "relevance": "1",
    "resonance": "0",
    "authority": "0",
    "reach": "0",
}
TOLD = {"topic": "", "contact": "team@example.org", "why": "Asked for by readers"}


def test_every_kind_of_tie_is_said() -> None:
    assert set(TIES) == set(KINDS.to_pylist())


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def first_person(client: Client) -> str:
    found = re.search(r'href="(/t/moulin/people/[0-9a-f]{12}/)"', text(client, "/t/moulin/people/"))
    assert found
    return found[1]


def test_without_a_plan_the_page_says_what_it_will_show(visitor: Visitor) -> None:
    assert 'class="empty"' in text(visitor("viewer"), "/t/moulin/people/")


def test_the_shortlist_gives_reasons_intervals_and_the_network(
    visitor: Visitor, heard: Team
) -> None:
    told = text(visitor("viewer"), "/t/moulin/people/")
    assert "/evidence/1/person/expertise/" in told
    assert 'class="interval"' in told
    assert 'id="network"' in told
    assert "What they write" not in told


def test_a_number_of_a_person_opens_onto_passages(visitor: Visitor, heard: Team) -> None:
    client = visitor("viewer")
    page = text(client, "/t/moulin/people/")
    for number in ("expertise", "rank", "stance", "reach"):
        found = re.search(rf'href="([^"]*/person/{number}/[^"]*)"', page)
        if found:
            assert "/methods/people/" in text(client, found[1].replace("&amp;", "&"))


def test_a_person_has_a_page_with_who_listens(visitor: Visitor, heard: Team) -> None:
    client = visitor("viewer")
    told = text(client, first_person(client))
    assert 'id="listeners"' in told
    assert "<blockquote" in told
    assert "bread.example" in told


def rye(table: pa.Table) -> pa.Table:
    """Make one topic, on which everybody ranks as they do over the whole watch."""
    if table.schema.names[:2] == ["topic", "label"]:
        told = {"topic": "rye", "label": "Rye", "languages": ["en"], "posts": 2, "authors": 2}
        return pa.Table.from_pylist([told], schema=table.schema)
    if "rank_low" in table.schema.names:
        rows = [row | {"topic": topic} for row in table.to_pylist() for topic in ("", "rye")]
        return pa.Table.from_pylist(rows, schema=table.schema)
    return table


def test_what_is_counted_of_a_person_opens_onto_their_posts(visitor: Visitor, heard: Team) -> None:
    Desk.open(heard.root).corpus.derived.rewrite(rye)
    client = visitor("viewer")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = text(client, first_person(client))
    counted = re.findall(r'href="([^"]*/person/posts/[^"]*)">(\d+) posts?<', page)
    reasons = re.findall(r'<li>\s*<a href="([^"]*/person/(?:expertise|stance)/[^"]*)"', page)
    assert counted
    assert reasons
    for address, count in counted:
        shown = text(client, address.replace("&amp;", "&"))
        assert re.search(rf"<h1[^>]*>\w+: {count} posts? on “", shown)
        assert "https://bread.example/" in shown
    told = text(client, reasons[0].replace("&amp;", "&"))
    assert "https://bread.example/" in told


def test_a_rank_that_is_not_told_apart_names_the_same_ends_as_any_other(
    visitor: Visitor, heard: Team
) -> None:
    client = visitor("viewer")
    told = text(client, first_person(client))
    untold = told.count("impossible à départager")
    ends = re.findall(r"entre le 1er et le (\d+)e sur (\d+), impossible à départager", told)
    assert len(ends) == untold > 0
    assert all(last == ranked for last, ranked in ends)


def test_what_is_known_of_nobody_is_no_column(visitor: Visitor, heard: Team) -> None:
    told = text(visitor("viewer"), "/t/moulin/people/")
    columns = re.findall(r'data-label="([^"]+)"', told)
    assert {"Personne", "Expertise", "Portée"} <= set(columns)
    assert not {"Rang", "Conditions", "A travaillé avec"} & set(columns)
    assert told.count("impossible à départager") == 0
    assert "Rien ne départage encore les" in told  # said once, over the ranks


def test_what_somebody_made_because_of_us_stands_on_their_page_once_confirmed(
    visitor: Visitor, heard: Team
) -> None:
    owner = visitor("owner")
    page = first_person(owner)
    work = re.search(r'href="(https://bread\.example/\d+)"', text(owner, page))
    assert work
    told = {
        "link": work[1],
        "our_link": "https://moulin.example/mie",
        "passage": "As the mill says",
    }
    made = owner.post("/t/moulin/inspired/new/", told)["Location"]
    assert 'id="inspired"' not in text(owner, page)
    owner.post(f"{made}judge/confirmed/")
    shown = text(owner, page)
    assert 'id="inspired"' in shown
    assert "As the mill says" in shown
    assert made in shown


def test_what_somebody_of_two_accounts_made_is_theirs_and_leads_to_them(
    visitor: Visitor, heard: Team, tmp_path: Path
) -> None:
    contacts = tmp_path / "contacts.csv"
    contacts.write_text("Name;Rate\nAna;250\nBen;100\nChloe;100\nDora;100\nEmil;100\nFay;100\n")
    import_files(Desk.open(heard.root), [contacts])
    owner = visitor("owner")
    told = {"link": "https://bread.example/3", "our_link": "https://moulin.example/mie"}
    made = owner.post("/t/moulin/inspired/new/", told)["Location"]
    match = Match.objects.get()
    assert match.author_uri == f"urn:condat:person:{match.author.lower()}"
    owner.post(f"{made}judge/confirmed/")
    start = f"/t/moulin/partnerships/start/?person={quote(match.author_uri)}"
    assert f'href="{start}"' in text(owner, made)
    assert f'value="{match.author}"' in text(owner, start)
    Objection.objects.create(team=heard, person_uri=match.author_uri, name=match.author, how="mail")
    assert start not in text(owner, made)


def test_a_partnership_begins_on_a_person_s_page_and_its_history_stands_there(
    visitor: Visitor, heard: Team
) -> None:
    client = visitor("partners")
    page = first_person(client)
    door = re.search(r'href="([^"]*/partnerships/start/\?person=[^"]*)"', text(client, page))
    assert door
    form = text(client, door[1])
    fields = ("person_uri", "name", "source")
    told = {name: re.search(rf'name="{name}" value="([^"]+)"', form)[1] for name in fields}
    assert "bread.example" in told["source"]
    told |= {"language": "en", "stance": "unknown"}
    made = client.post("/t/moulin/partnerships/start/", told)["Location"]
    call = {"touch-kind": "call", "touch-on": "2026-11-02", "touch-text": "We spoke of flour"}
    client.post(f"{made}touch/", call)
    assert "bread.example" in text(client, f"{made}wrote/")
    history = text(client, page)
    assert f'href="{made}"' in history
    assert "We spoke of flour" in history


def test_the_team_s_view_of_somebody_leads_and_each_page_says_whose_a_stance_is(
    visitor: Visitor, heard: Team
) -> None:
    client, people = visitor("partners"), "/t/moulin/people/"
    page = first_person(client)
    name = re.search(rf'href="{page}">([^<]+)<', text(client, people))[1]
    uri = re.search(r"start/\?person=([^\"]+)", text(client, page))[1]
    told = {"person_uri": unquote(uri), "name": name, "language": "en", "source": "x"}
    start = "/t/moulin/partnerships/start/"
    made = client.post(start, told | {"stance": "favourable"})["Location"]
    shown = text(client, f"{people}?stance=favourable")
    listed = text(client, "/t/moulin/partnerships/?view=list")
    for each in (shown, listed, text(client, page), text(client, made)):
        assert "nous est favorable" in each
        assert "selon l’équipe" in each
        assert "selon l’équipe\xa0; d’après ses publications\xa0: pas d’avis" not in each
    assert "nous est favorable (selon l’équipe)" in text(client, "/t/moulin/partnerships/")
    drawer = re.search(r'href="([^"]*/person/stance/[^"]*)"', shown)
    read = text(client, drawer[1].replace("&amp;", "&"))
    assert f"{name}, d’après ses publications\xa0: pas d’avis" in read
    others = text(client, f"{people}?stance=unknown").partition('class="listed"')[2]
    assert page not in others.partition("</table>")[0]


def test_somebody_who_is_not_there_has_no_page(visitor: Visitor, heard: Team) -> None:
    assert visitor("viewer").get("/t/moulin/people/000000000000/").status_code == 404


def test_who_objects_is_on_no_list(visitor: Visitor, heard: Team) -> None:
    client = visitor("viewer")
    name = re.search(r"<h1>(\w+) is the first", text(client, "/t/moulin/people/"))
    page = text(client, "/t/moulin/people/")
    who = re.search(r'people/[0-9a-f]{12}/">(\w+)</a>', page)
    assert who, name
    uri = f"urn:condat:author:posts:{who[1].lower()}"
    Objection.objects.create(team=heard, person_uri=uri, name=who[1], how="mail")
    assert f">{who[1]}<" not in text(client, "/t/moulin/people/")


def test_weights_are_written_recorded_and_applied_by_a_job(visitor: Visitor, heard: Team) -> None:
    client = visitor("editor")
    assert client.post("/t/moulin/people/weigh/", WEIGHTS).status_code == 302
    weights = Desk.open(heard.root).settings.people
    assert (weights.expertise, weights.fit, weights.relevance) == (0.8, 0.2, 1)
    assert Job.objects.get().kind == "rank"
    assert Decision.objects.get(what="weights changed").detail["fit"] == 0.2
    assert 'class="note"' in text(client, "/t/moulin/people/")


@pytest.mark.parametrize("wrong", [{"fit": "much"}, {"fit": "-1"}, {"relevance": "0"}])
def test_weights_that_make_no_sense_change_nothing(
    visitor: Visitor, heard: Team, wrong: dict[str, str]
) -> None:
    before = (heard.root / "condat.toml").read_text("utf-8")
    answer = visitor("editor").post("/t/moulin/people/weigh/", WEIGHTS | wrong)
    assert answer.status_code == 422
    assert (heard.root / "condat.toml").read_text("utf-8") == before
    assert not Job.objects.exists()


def test_no_ranking_is_public_until_somebody_says_so(visitor: Visitor, heard: Team) -> None:
    told = text(visitor("owner"), "/t/moulin/ranking/")
    assert "/ranking/publish/" in told
    assert not PublicRanking.objects.exists()


def test_a_ranking_is_public_by_name_until_it_is_taken_back(visitor: Visitor, heard: Team) -> None:
    owner = visitor("owner")
    assert owner.post("/t/moulin/ranking/publish/", TOLD).status_code == 302
    public = PublicRanking.objects.get()
    address = f"/ranking/{public.token}/"
    answer = Client().get(address)
    page = answer.content.decode()
    assert "team@example.org" in page
    assert "claire@example.org" in page
    assert "Ana" in page
    assert "Pondération du classement" in page
    assert "avis sur nous" not in page  # the order to read in is the team's own
    assert "impossible à départager" not in page  # said once over the table, not of each person
    assert "<script" not in page
    assert "<link" not in page
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "sha256-" in answer["Content-Security-Policy"]
    owner.post(f"/t/moulin/ranking/{public.pk}/withdraw/", {"why": "over"})
    assert Client().get(address).status_code == 404
    assert [one.what for one in Decision.objects.all()] == [
        "ranking withdrawn",
        "ranking published",
    ]


def test_who_objects_is_not_in_the_public_ranking(visitor: Visitor, heard: Team) -> None:
    visitor("owner").post("/t/moulin/ranking/publish/", TOLD)
    address = f"/ranking/{PublicRanking.objects.get().token}/"
    uri = "urn:condat:author:posts:ana"
    Objection.objects.create(team=heard, person_uri=uri, name="Ana", how="mail")
    page = Client().get(address).content.decode()
    assert "Ana" not in page
    assert "Ben" in page


def test_who_was_erased_is_not_in_the_public_ranking(visitor: Visitor, heard: Team) -> None:
    visitor("owner").post("/t/moulin/ranking/publish/", TOLD)
    address = f"/ranking/{PublicRanking.objects.get().token}/"
    assert "Ana" in Client().get(address).content.decode()
    desk = Desk.open(heard.root)
    forgetting.forget(desk, forgetting.find(desk, "Ana"))
    assert Client().get(address).status_code == 404  # until there is a plan without her


@pytest.mark.parametrize("wrong", [{"contact": "x"}, {"why": ""}, {"topic": "nothing"}])
def test_a_ranking_is_not_published_without_a_reason_and_a_contact(
    visitor: Visitor, heard: Team, wrong: dict[str, str]
) -> None:
    answer = visitor("owner").post("/t/moulin/ranking/publish/", TOLD | wrong)
    assert answer.status_code == 422
    assert not PublicRanking.objects.exists()


def test_nobody_guesses_a_public_address(heard: Team) -> None:
    assert Client().get("/ranking/x/").status_code == 404
