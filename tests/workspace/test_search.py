"""Search over posts: words, filters, passages, what is asked in the address, export."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from condat.core.errors import NotYetError
from condat.usecases.desk import Desk
from condat.usecases.listen.importing import import_files
from condat.usecases.search import indexing, searching
from condat.usecases.search.heard import numbers as numbers_of
from condat.workspace.jobs.models import Job
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

HEAD = "url,title,text,published,author,likes\n"
HERE = "https://a.example"
ROWS = [
    f"{HERE}/1,Levain,Les farines anciennes et la fête du blé,2026-01-02,Ana Roux,3",
    f"{HERE}/2,Brot,Das Brot auf der Straße duftet schön,2026-01-03,Jörg Weiß,0",
    f"{HERE}/3,Bread,The baker feeds the sourdough starter every day,2026-01-04,Ana Roux,",
    f'{HERE}/4,=Formula,"Plain flour, salt and water make the dough",,,',
]


def heard(team: Team, tmp_path: Path, rows: list[str], side: str = "", name: str = "blog") -> Desk:
    file = tmp_path / f"{name}.csv"
    file.write_text(HEAD + "\n".join(rows), "utf-8")
    desk = Desk.open(team.root)
    import_files(desk, [file], side=side, at=datetime(2026, 2, 1, tzinfo=UTC))
    desk = Desk.open(team.root)
    indexing.bring(desk)
    return desk


@pytest.fixture
def desk(team: Team, tmp_path: Path) -> Desk:
    return heard(team, tmp_path, ROWS)


def numbers(client: Client, **asked: str) -> list[str]:
    page = client.get("/t/moulin/search/", asked).content.decode()
    return sorted(re.findall(r"https://a\.example/(\d+)", page))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("FARINE", "1"),
        ("fete", "1"),
        ("l'été du blé", ""),
        ("strasse", "2"),
        ("brot schön", "2"),
        ("bakers", "3"),
        ("the", "34"),
        ("the -sourdough", "4"),
        ("-the", "12"),
        ('"sourdough starter"', "3"),
        ('"starter sourdough"', ""),
        ('"', "1234"),
        ("", "1234"),
    ],
)
def test_words_are_found_in_any_form(visitor: Visitor, desk: Desk, words: str, found: str) -> None:
    assert "".join(numbers(visitor("viewer"), words=words)) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"language": "de"}, "2"),
        ({"author": "roux"}, "13"),
        ({"author": "urn:condat:author:blog:ana-roux"}, "13"),
        ({"since": "2026-01-03"}, "23"),
        ({"since": "2026-01-03", "until": "2026-01-03"}, "2"),
        ({"reactions": "some"}, "1"),
        ({"reactions": "none"}, "2"),
        ({"reactions": "unknown"}, "34"),
        ({"source": "blog", "words": "levain"}, "1"),
        ({"source": "elsewhere"}, ""),
        ({"side": "audience"}, "1234"),
        ({"side": "ours"}, ""),
        ({"side": "competitor"}, ""),
    ],
)
def test_each_filter_leaves_out_the_others(
    visitor: Visitor, desk: Desk, asked: dict[str, str], found: str
) -> None:
    assert "".join(numbers(visitor("viewer"), **asked)) == found


def test_a_workspace_that_stands_still_does_not_know_what_came_later(
    visitor: Visitor, team: Team, desk: Desk
) -> None:
    settings = team.root / "condat.toml"
    settings.write_text('as_of = "2026-01-03T12:00:00Z"\n' + settings.read_text("utf-8"), "utf-8")
    client = visitor("viewer")
    assert numbers(client) == ["1", "2", "4"]  # what has no date stays
    assert "arrêté au 3 janv" in client.get("/t/moulin/search/").content.decode()
    listed = client.get("/t/moulin/search/export/").getvalue().decode("utf-8-sig")
    assert f"{HERE}/3" not in listed
    heard = client.get("/t/moulin/listen/").content.decode()
    assert "3 publications" in heard
    assert "arrêté au 3 janv" in heard


def test_a_side_is_what_the_watch_says_now(
    visitor: Visitor, desk: Desk, team: Team, tmp_path: Path
) -> None:
    ours = [ROWS[0].replace("a.example/1", "a.example/9")]
    heard(team, tmp_path, ours, "ours", "site")
    assert numbers(visitor("viewer"), side="ours") == ["9"]
    assert numbers(visitor("viewer"), side="audience", words="farines") == ["1"]


def test_a_wrong_date_is_said_beside_its_field_and_kept(visitor: Visitor, desk: Desk) -> None:
    page = visitor("viewer").get("/t/moulin/search/", {"since": "32/13/2026"}).content.decode()
    assert 'id="problem-since"' in page
    assert 'value="32/13/2026"' in page


def test_a_time_that_ends_before_it_begins_is_said_beside_its_end(
    visitor: Visitor, desk: Desk
) -> None:
    asked = {"since": "2026-02-01", "until": "2026-01-01"}
    page = visitor("viewer").get("/t/moulin/search/", asked).content.decode()
    assert 'id="problem-until">C’est avant le premier jour.' in page
    assert 'value="2026-01-01"' in page


def test_a_passage_shows_the_words_and_no_markup_of_others(
    visitor: Visitor, desk: Desk, team: Team, tmp_path: Path
) -> None:
    row = "https://a.example/5,Hm,<script>alert(1)</script> du levain et des pains,2026-01-05,,"
    heard(team, tmp_path, [row])
    page = visitor("viewer").get("/t/moulin/search/", {"words": "pain"}).content.decode()
    assert "<mark>pains</mark>" in page
    assert "<script>alert" not in page


def test_pages_are_turned_and_the_address_keeps_what_is_asked(
    visitor: Visitor, team: Team, tmp_path: Path
) -> None:
    rows = [f"https://a.example/{n},Pain,Du pain,2026-01-05,," for n in range(45)]
    heard(team, tmp_path, rows)
    client, seen = visitor("viewer"), []
    for number in ("1", "2", "3"):
        seen += numbers(client, words="pain", page=number)
    assert sorted(map(int, seen)) == list(range(45))
    page = client.get("/t/moulin/search/", {"words": "pain", "page": "2"}).content.decode()
    assert "?words=pain&amp;page=3" in page


def test_a_text_without_the_words_begins_and_ends_between_two(
    visitor: Visitor, team: Team, tmp_path: Path
) -> None:
    heard(team, tmp_path, ["https://a.example/6,Long," + "boulangerie " * 90 + ",2026-01-05,,"])
    page = visitor("viewer").get("/t/moulin/search/").content.decode()
    assert "boulangerie…" in page


def test_a_month_in_which_nobody_wrote_is_drawn_as_none(team: Team, tmp_path: Path) -> None:
    rows = [f"https://a.example/{month},Pain,Du pain,2026-{month:02}-05,," for month in (1, 3)]
    found = numbers_of(heard(team, tmp_path, rows))
    assert found is not None
    assert [row["posts"] for row in found.months.to_pylist()] == [1, 0, 1]


def test_what_is_found_is_exported_and_computes_nothing(visitor: Visitor, desk: Desk) -> None:
    told = {"accept-language": "en"}
    client = visitor("viewer")
    answer = client.get("/t/moulin/search/export/", {"words": "flour"}, headers=told)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Title"] for row in rows] == ["'=Formula"]
    assert "attachment" in answer["Content-Disposition"]


def test_before_any_post_the_page_teaches_and_later_it_asks(
    visitor: Visitor, team: Team, tmp_path: Path
) -> None:
    client = visitor("analyst")
    page = client.get("/t/moulin/search/", headers={"accept-language": "en"})
    assert "There is nothing to search yet" in page.content.decode()
    file = tmp_path / "blog.csv"
    file.write_text(HEAD + ROWS[0], "utf-8")
    import_files(Desk.open(team.root), [file])
    assert client.post("/t/moulin/search/index/").status_code == 302
    assert Job.objects.get().kind == "index"


def test_what_changed_alone_is_indexed_again(team: Team, desk: Desk, tmp_path: Path) -> None:
    folder = indexing.made(team.root).folder
    changed = ROWS[0].replace("farines", "semoules").replace(",3", ",0")
    desk = heard(team, tmp_path, [changed])
    assert indexing.made(team.root).folder == folder
    assert searching.search(desk, searching.Wish(words="farine")).count == 0
    (post,) = searching.search(desk, searching.Wish(words="semoule")).posts
    assert post.post["names"] == ["Ana Roux"]
    with desk.corpus.transaction(at=datetime(2026, 3, 1, tzinfo=UTC)) as tx:
        tx.delete("posts", desk.corpus.snapshot().arrow("posts", ["uri"]).slice(0, 1))
    indexing.bring(desk)
    assert searching.search(desk, searching.Wish()).count == 3
    assert indexing.made(team.root).version == desk.corpus.snapshot().version


def test_a_post_without_a_title_is_called_by_its_words_and_names_its_author_once(
    team: Team, tmp_path: Path, visitor: Visitor
) -> None:
    text = "La pâte colle aux doigts."
    heard(team, tmp_path, [f"{HERE}/5,,{text},2026-01-05,Ana Roux,1"])
    shown = visitor("viewer").get("/t/moulin/search/", {"words": "colle"}).content.decode()
    (said,) = re.findall(r'(?s)<article class="heard">.*?</article>', shown)
    title = said[said.index("<h2>") : said.index("</h2>")]
    assert re.sub("<[^>]+>", "", title) == text.rstrip(".")
    assert "<mark>colle</mark>" in title
    assert said.count("pâte") == 1
    assert said.count("Ana Roux") == 1


def test_a_damaged_index_is_made_anew(team: Team, desk: Desk) -> None:
    before = indexing.made(team.root).folder
    (team.root / "index" / before / "meta.json").write_text("{")
    (team.root / "index" / "made.json").touch()
    with pytest.raises(NotYetError):
        searching.search(desk, searching.Wish())
    indexing.bring(desk)
    assert searching.search(desk, searching.Wish()).count == 4


def test_an_index_half_made_is_not_seen_and_goes(team: Team, desk: Desk) -> None:
    half = team.root / "index" / "killed"
    half.mkdir()
    (half / "meta.json").write_text("{}")
    assert searching.search(desk, searching.Wish()).count == 4
    (team.root / "index" / "made.json").unlink()
    indexing.bring(desk)
    assert not half.exists()


def test_a_picture_without_words_is_called_by_its_address(
    team: Team, tmp_path: Path, visitor: Visitor
) -> None:
    heard(team, tmp_path, [f"{HERE}/5,,,2026-01-05,Ana Roux,1"])
    shown = visitor("viewer").get("/t/moulin/search/", {"source": "blog"}).content.decode()
    (title,) = re.findall(r"(?s)<h2>(.*?)</h2>", shown.partition('class="heard"')[2])
    assert re.sub("<[^>]+>", "", title).strip() == f"{HERE}/5"
