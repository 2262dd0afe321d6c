"""``condat import`` as a team uses it: on the real community posts, and on odd files."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from condat.cli import imports
from condat.core.errors import CondatError
from condat.core.settings import Store
from condat.corpus.store import Corpus
from condat.usecases.init import init

REAL = Path(__file__).parents[2] / "samples" / "community" / "data"
HEADER = "url,published,author,title,content,likes\n"
ROW = "https://example.org/{0},2024-05-{0:02},Zoé,Titre {0},Un texte court,{0}\n"

app = typer.Typer()
app.command("import")(imports.command)


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "team"
    init(folder, brand="Moulin", language="fr")
    return folder


def run(workspace, *args):
    """The exit code and what was printed; an explained error gives its own code."""
    result = CliRunner().invoke(app, [*map(str, args), "-w", str(workspace)])
    if isinstance(result.exception, CondatError):
        return result.exception.exit_code, str(result.exception)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def snapshot(workspace):
    return Corpus.open(str(workspace / "corpus"), Store()).snapshot()


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "headers",
    [
        ("permalink_url", "when", "who", "headline_text", "body_md"),
        ("Permalien", "Date de publication", "Rédactrice", "Intitulé", "Corps"),
        ("Webadresse", "Veröffentlicht am", "Verfasser", "Überschrift", "Volltext"),
    ],
)
def test_columns_as_teams_name_them_are_known(workspace, tmp_path, headers):
    row = ("https://example.org/1", "2024-05-03", "Zoé", "Titre", "Un texte court")
    file = written(tmp_path, "posts.csv", f"{','.join(headers)}\n{','.join(row)}\n")
    code, told = run(workspace, file)
    assert code == 0, told
    post = snapshot(workspace).frame("posts").to_pylist()[0]
    assert (post["url"], post["title"], post["text"]) == (row[0], row[3], row[4])
    assert post["published"].date().isoformat() == row[1]
    assert len(post["author_uris"]) == 1


def test_a_layout_to_start_from_reads_headers_by_the_words_in_them(workspace, tmp_path):
    headers = "Lien vers le billet,Date de mise en ligne,Nom des auteurs,Texte nettoyé"
    file = written(tmp_path, "posts.csv", f"{headers}\nhttps://example.org/1,2024-05-03,Zoé,Bon\n")
    code, told = run(workspace, file)
    assert code != 0
    (workspace / "layouts").mkdir(exist_ok=True)
    layout = written(workspace / "layouts", "mine.toml", told[told.index("title =") :])
    assert 'author_uris = { from = "Nom des auteurs", people = true }' in layout.read_text("utf-8")
    code, told = run(workspace, file, "--layout", "mine")
    assert code == 0, told
    assert snapshot(workspace).frame("posts").to_pylist()[0]["text"] == "Bon"


def test_the_real_posts_go_in_without_a_mapping_and_twice_changes_nothing(workspace):
    paths = sorted(REAL.glob("*.jsonl"))
    code, told = run(workspace, *paths, "--json")
    assert code == 0
    files = json.loads(told)["files"]
    lines = {path.name: path.read_bytes().count(b"\n") for path in paths}
    assert {file["file"]: file["read"] for file in files} == lines
    assert {tuple(file["layouts"]) for file in files} == {("community",)}
    seen = snapshot(workspace)
    posts = seen.arrow("posts").to_pylist()
    assert len(posts) == sum(lines.values())
    authors = set(seen.arrow("authors")["uri"].to_pylist())
    assert all(set(post["author_uris"]) <= authors for post in posts)
    assert not any("```" in post["text"] or "**" in post["text"] for post in posts[:50])
    assert all(link.startswith("http") for post in posts for link in post["links"])
    code, told = run(workspace, *paths, "--json")
    assert (code, json.loads(told)["version"]) == (0, None)


def test_days_without_a_time_are_marked_so(workspace):
    run(workspace, REAL / "putaindecode.jsonl")
    posts = snapshot(workspace).arrow("posts")
    assert set(posts["time_known"].to_pylist()) == {False}
    assert {moment.hour for moment in posts["published"].to_pylist()} == {0}


def test_bad_rows_are_told_by_line_kept_and_cleared_by_the_corrected_file(workspace, tmp_path):
    bad = "https://example.org/9,hier,Zoé,Titre,Texte,3\n"
    quoted = 'https://example.org/8,2024-05-08,Zoé,Titre,"deux\nlignes",3\n'
    path = written(tmp_path, "posts.csv", HEADER + ROW.format(1) + quoted + bad + ROW.format(2))
    code, told = run(workspace, path)
    assert code == 3
    assert 'posts.csv, line 5, field "published": is not a date: "hier"' in told
    seen = snapshot(workspace)
    (reject,) = seen.arrow("rejects").to_pylist()
    assert (reject["file"], reject["line"], reject["field"]) == ("posts.csv", 5, "published")
    assert reject["raw"] == bad.strip()
    assert seen.count("posts") == 3
    version = seen.version
    assert run(workspace, path)[0] == 3
    assert snapshot(workspace).version == version
    written(tmp_path, "posts.csv", path.read_text().replace("hier", "2024-05-09"))
    assert run(workspace, path)[0] == 0
    seen = snapshot(workspace)
    assert (seen.count("rejects"), seen.count("posts")) == (0, 4)


def test_a_dry_run_shows_rows_and_rejects_and_changes_nothing(workspace, tmp_path):
    path = written(tmp_path, "posts.csv", HEADER + ROW.format(1) + "https://example.org/2,x\n")
    code, told = run(workspace, path, "--dry-run", "--json")
    assert code == 3
    assert not (workspace / "corpus").exists() or snapshot(workspace).count("posts") == 0
    assert "does not have 6 fields but 2" in told


def test_a_file_that_fits_no_layout_is_told_its_columns_and_a_mapping(workspace, tmp_path):
    path = written(tmp_path, "own.csv", "Url du billet,Titel,Contenus,Jour de parution\na,b,c,d\n")
    code, told = run(workspace, path)
    assert code == 3
    assert "Its columns are: Url du billet, Titel, Contenus, Jour de parution" in told
    assert 'title = { from = "Titel" }' in told
    assert 'text = { from = "Contenus", body = "auto" }' in told


def test_a_file_that_cannot_go_in_is_named_and_the_others_go_in(workspace, tmp_path):
    good = written(tmp_path, "posts.csv", HEADER + ROW.format(1))
    odd = written(tmp_path, "notes.csv", "Projet;Budget\nA;12\n")
    slides = written(tmp_path, "slides.pdf", "x")
    code, told = run(workspace, odd, good, slides, tmp_path / "gone.csv", "--json")
    assert code == 3
    assert told.startswith("Left out: notes.csv, slides.pdf, gone.csv. The other files went in.")
    assert len(snapshot(workspace).frame("posts").to_pylist()) == 1


def test_a_layout_of_the_team_is_found_by_its_headers(workspace, tmp_path):
    (workspace / "layouts").mkdir()
    written(
        workspace / "layouts",
        "billets.toml",
        """
        title = "Our blog"
        zone = "Europe/Paris"
        [tables.posts]
        uri = { from = "Url du billet", required = true }
        published = { from = "Parution", formats = "%d|%m|%Y %H:%M" }
        title = "Titel"
        text = { from = "Contenus", body = "html" }
        """,
    )
    path = written(
        tmp_path,
        "own.csv",
        "Url du billet;Titel;Contenus;Parution\n"
        "https://example.org/a;T;<p>Un.</p>;02|07|2024 10:30\n",
    )
    assert run(workspace, path)[0] == 0
    (post,) = snapshot(workspace).arrow("posts").to_pylist()
    assert post["published"] == datetime(2024, 7, 2, 8, 30, tzinfo=UTC)
    assert (post["text"], post["time_known"]) == ("Un.", True)


def test_posts_that_two_files_number_alike_stay_apart(workspace, tmp_path):
    header = "id,date,author,text,likes,in_reply_to\n"
    files = [
        written(
            tmp_path,
            f"{place}.csv",
            f"{header}1,2025-01-03,Zoé,{place},4,\n2,2025-01-04,Luc,Oui,,1\n",
        )
        for place in ("site", "forum")
    ]
    assert run(workspace, *files)[0] == 0
    posts = {row["uri"]: row for row in snapshot(workspace).arrow("posts").to_pylist()}
    assert set(posts) == {f"urn:condat:post:{p}:{n}" for p in ("site", "forum") for n in (1, 2)}
    assert posts["urn:condat:post:site:2"]["in_reply_to"] == "urn:condat:post:site:1"
    assert {row["url"] for row in posts.values()} == {None}
    counted = snapshot(workspace).arrow("counts").column("post_uri").to_pylist()
    assert sorted(counted) == ["urn:condat:post:forum:1", "urn:condat:post:site:1"]


def test_authors_in_a_list_of_one_text_are_told_apart(workspace, tmp_path):
    row = {"url": "https://a.example/1", "date": "2025-01-03", "who": ["Zoé and Luc"], "body": "Hi"}
    assert run(workspace, written(tmp_path, "a.jsonl", json.dumps(row)))[0] == 0
    assert {a["name"] for a in snapshot(workspace).arrow("authors").to_pylist()} == {"Zoé", "Luc"}


def test_unknown_counts_stay_null(workspace, tmp_path):
    text = "post_uri,at,views,likes\nhttps://example.org/1,2024-05-01,,0\n"
    assert run(workspace, written(tmp_path, "c.csv", text))[0] == 0
    (counts,) = snapshot(workspace).arrow("counts").to_pylist()
    assert (counts["views"], counts["likes"], counts["shares"]) == (None, 0, None)


def test_a_file_that_says_less_of_an_author_takes_nothing_away(workspace, tmp_path):
    full = "Name,Instagram,Rate\nZoé Martin,https://www.instagram.com/zoe,100\n"
    run(workspace, written(tmp_path, "contacts.csv", full))
    less = '{"url":"https://a.example/1","published":"2024-01-01","author":"https://www.instagram.com/zoe","title":"t","content":"c"}\n'
    run(workspace, written(tmp_path, "posts.jsonl", less))
    (author,) = snapshot(workspace).arrow("authors").to_pylist()
    assert (author["name"], author["platform"]) == ("Zoé Martin", "instagram")


def test_contacts_are_joined_to_the_authors_of_their_name(workspace, tmp_path):
    run(workspace, written(tmp_path, "posts.csv", HEADER + ROW.format(1)))
    run(workspace, written(tmp_path, "contacts.csv", "Nom;Tarif\nZoé;250\n"))
    (person,) = snapshot(workspace).arrow("persons").to_pylist()
    assert person["author_uri"] == "urn:condat:author:posts:zoe"
    assert person["person_uri"] == "urn:condat:person:zoe"


@pytest.mark.parametrize(
    ("side", "where"),
    [("ours", 'sources = ["posts"]'), ("competitor:Minoterie", 'name = "Minoterie"')],
)
def test_a_side_is_written_into_the_watch(workspace, tmp_path, side, where):
    path = written(tmp_path, "posts.csv", HEADER + ROW.format(1))
    assert run(workspace, path, "--as", side)[0] == 0
    assert where in (workspace / "watch.toml").read_text("utf-8")
    assert run(workspace, path, "--as", "audience")[0] == 0
    assert '"posts"' not in (workspace / "watch.toml").read_text("utf-8")


def test_a_post_is_taken_by_hand_with_its_counts(workspace):
    args = ("--paste", "Un texte, voir https://example.org/x", "--author", "Zoé et Luc")
    assert run(workspace, *args, "--published", "3 mai 2024", "--likes", 12)[0] == 0
    seen = snapshot(workspace)
    (post,) = seen.arrow("posts").to_pylist()
    assert post["links"] == ["https://example.org/x"]
    assert len(post["author_uris"]) == 2
    (counts,) = seen.arrow("counts").to_pylist()
    assert (counts["likes"], counts["views"]) == (12, None)


ODD = {
    "semicolons and decimal commas": (
        "date;metric;value\n2024-05-01;ventes;1.204,5\n",
        "outcomes",
        [1204.5],
    ),
    "mixed line ends": (
        "date,metric,value\r\n2024-05-01,a,1\n2024-05-02,a,2\r2024-05-03,a,3",
        "outcomes",
        [1.0, 2.0, 3.0],
    ),
    "UTF-16": (
        "date,metric,value\n2024-05-01,été,1\n".encode("utf-16"),
        "outcomes",
        [1.0],
    ),
    "Windows-1252": (
        "date,metric,value\n2024-05-01,été,1\n".encode("cp1252"),
        "outcomes",
        [1.0],
    ),
    "NUL bytes": (b"date,metric,value\n2024-05-01,a\x00b,1\n", "outcomes", [1.0]),
    "header only": ("date,metric,value\n", "outcomes", []),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_files_are_read(workspace, tmp_path, name):
    content, table, values = ODD[name]
    assert run(workspace, written(tmp_path, "odd.csv", content))[0] == 0
    assert sorted(snapshot(workspace).arrow(table)["value"].to_pylist()) == values


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("empty.jsonl", b""),
        ("a.pdf", b"x"),
        ("a.xlsx", b"x"),
        ("a.parquet", b"x"),
        ("a.zip", b"x"),
    ],
)
def test_files_that_cannot_be_read_say_so(workspace, tmp_path, name, content):
    code, told = run(workspace, written(tmp_path, name, content))
    assert code == 3
    assert name in told


def test_a_line_of_ten_megabytes_goes_in(workspace, tmp_path):
    long = {"url": "https://example.org/1", "published": "2024-05-01", "title": "t"}
    text = json.dumps(long | {"content": "mot " * 2_500_000}) + "\n"
    assert run(workspace, written(tmp_path, "long.jsonl", text))[0] == 0
    (post,) = snapshot(workspace).arrow("posts").to_pylist()
    assert len(post["text"]) > 9_000_000


def test_a_file_read_again_with_another_date_of_change_keeps_its_posts(workspace, tmp_path):
    path = written(tmp_path, "posts.csv", HEADER + ROW.format(1))
    run(workspace, path)
    copied = tmp_path / "copy" / "posts.csv"
    copied.parent.mkdir()
    shutil.copy(path, copied)
    os.utime(copied, (1_700_000_000, 1_700_000_000))
    assert run(workspace, copied)[0] == 0
    assert snapshot(workspace).count("posts") == 1
