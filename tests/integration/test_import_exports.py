"""What teams' tools export, in three languages: the layout is told by the headers alone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from samples.moulin.generator.workbook import workbook

from condat.core.errors import InputError
from condat.listen.connectors import files
from condat.listen.contract import Request

READ_AT = datetime(2026, 11, 22, tzinfo=UTC)
POST = "https://social.example/p/1"
VIDEO = "https://www.tiktok.com/@moulin/video/74"


def imported(path: Path) -> tuple[list[str], dict[str, list[dict[str, Any]]]]:
    request = Request("", str(path), READ_AT, {"at": "2026-11-20T00:00:00+00:00"})
    found: dict[str, list[dict[str, Any]]] = {}
    with files.opened(request) as file:
        for batch in files.batches(file, request):
            for name, rows in batch.tables.items():
                found.setdefault(name, []).extend(rows.to_pylist())
        return file.layouts, found


def lines(path: Path, rows: Iterable[str], encoding: str = "utf-8") -> Path:
    path.write_text("\n".join(rows) + "\n", encoding)
    return path


# Header, row, encoding, layout, then the day and the counts that have to be read.
POSTS = {
    "linkedin-fr": (
        "Titre du post;Lien du post;Publié par;Date de création;Impressions;Clics;J’aime",
        f'"Farine, « T80 »";{POST};Zoé;06/13/2026;1 200;34;25',
        "utf-8-sig",
        "linkedin",
        ("2026-06-13", 1200, 25),
    ),
    "linkedin-de": (
        "Beitragstitel;Beitragslink;Veröffentlicht von;Erstellt am;Impressionen;„Gefällt mir“",
        f"Mehl;{POST};Zoé;13.06.2026;1.200;25",
        "utf-16",
        "linkedin",
        ("2026-06-13", 1200, 25),
    ),
    "instagram-en": (
        "Post ID,Account ID,Account username,Description,Publish time,Permalink,Date,Views,Likes",
        f'1,2,moulin,"Two\nlines",03/27/2026 06:08,{POST},Lifetime,"12,400",1.2K',
        "utf-8-sig",
        "instagram",
        ("2026-03-27", 12400, 1200),
    ),
    "instagram-fr": (
        "Nom d'utilisateur du compte,Heure de publication,Permalien,Vues,Mentions J'aime",
        f'moulin,03/27/2026 06:08,{POST},"12 400","1,2 k"',
        "utf-8",
        "instagram",
        ("2026-03-27", 12400, 1200),
    ),
    "instagram-de": (
        "Konto-Benutzername,Veröffentlichungszeitpunkt,Permalink,Datum,Aufrufe,Gefällt mir",
        f"moulin,01.09.2026 18:00,{POST},Gesamte Laufzeit,7100,210",
        "utf-8",
        "instagram",
        ("2026-09-01", 7100, 210),
    ),
    "facebook-en": (
        "Page ID,Page name,Title,Description,Publish time,Permalink,Post type,Reactions,Views",
        f"2,Le Moulin,Flour,Text,03/27/2026 06:08,{POST},Photos,12,400",
        "utf-8",
        "facebook",
        ("2026-03-27", 400, 12),
    ),
    "tiktok-fr": (
        "Titre de la vidéo;Lien de la vidéo;Heure de publication;Total des vues;Total des J’aime",
        f"Le four;{VIDEO};2 août 2026;18 400;1,2 k",
        "utf-8",
        "tiktok",
        ("2026-08-02", 18400, 1200),
    ),
    "tiktok-de": (
        "Video-Titel;Video-Link;Veröffentlichungszeit;Aufrufe insgesamt;Likes insgesamt",
        f"Der Ofen;{VIDEO};2. August 2026;18.400;1,2 Tsd.",
        "utf-8",
        "tiktok",
        ("2026-08-02", 18400, 1200),
    ),
    "tiktok-yearless": (
        "Time,Video title,Video link,Post time,Total likes,Total views",
        f"November 20,The oven,{VIDEO},December 3,90,18.4K",
        "utf-8-sig",
        "tiktok",
        ("2025-12-03", 18400, 90),
    ),
    "youtube-de": (
        "Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Aufrufe,Likes",
        'Gesamt,,,,44531,\nabc,Das Brot,"Sep 28, 2026",64,1234,12',
        "utf-8",
        "youtube",
        ("2026-09-28", 1234, 12),
    ),
}


@pytest.mark.parametrize("name", POSTS)
def test_an_export_of_posts_is_known_by_its_headers(name: str, tmp_path: Path) -> None:
    header, row, encoding, layout, (day, views, likes) = POSTS[name]
    layouts, found = imported(lines(tmp_path / "export.csv", [header, row], encoding))
    (post,), (counted,) = found["posts"], found["counts"]
    assert (layouts, "rejects" in found) == ([layout], False)
    assert (str(post["published"])[:10], len(post["author_uris"])) == (day, 1)
    assert (counted["views"], counted["likes"]) == (views, likes)


@pytest.mark.parametrize(
    ("header", "row", "encoding", "read"),
    [
        ("Top queries,Clicks,Impressions,CTR,Position", "bread,12,400,3%,4.2", "utf-8", 4.2),
        (
            "Requêtes les plus fréquentes,Clics,Impressions,CTR,Position",
            'pain,12,400,"3 %","4,2"',
            "utf-8-sig",
            4.2,
        ),
        (
            "Häufigste Suchanfragen;Klicks;Impressionen;Klickrate;Durchschnittliche Position",
            "brot;12;400;3,1 %;4,25",
            "utf-16",
            4.25,
        ),
    ],
)
def test_a_search_console_zip_gives_its_queries_with_the_days_of_its_chart(
    header: str, row: str, encoding: str, read: float, tmp_path: Path
) -> None:
    members = {
        "Queries.csv": f"{header}\n{row}\n",
        "Pages.csv": "Top pages,Clicks,Impressions,CTR,Position\nhttps://a.example/,1,2,5%,3\n",
        "Chart.csv": "Date,Clicks,Impressions\n2026-08-01,1,20\n2026-10-31,1,20\n",
        "Filters.csv": "Filter,Value\nSearch type,Web\n",
    }
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text.encode(encoding))
    layouts, found = imported(tmp_path / "export.zip")
    (search,) = found["searches"]
    assert (layouts, search["impressions"], search["position"]) == (["searches"], 400, read)
    days = (str(search["period_start"])[:10], str(search["period_end"])[:10])
    assert days == ("2026-08-01", "2026-10-31")


def test_the_days_of_a_video_are_not_taken_for_its_sum(tmp_path: Path) -> None:
    head = "Content,Video title,Video publish time,Views"
    with zipfile.ZipFile(tmp_path / "Content.zip", "w") as archive:
        archive.writestr("Table data.csv", f'{head}\nTotal,,,99\nabc,Bread,"Sep 28, 2026",99\n')
        archive.writestr("Chart data.csv", f'Date,{head}\n2026-10-01,abc,Bread,"Sep 28, 2026",5\n')
        archive.writestr("Totals.csv", "Date,Views\n2026-10-01,5\n")
    _, found = imported(tmp_path / "Content.zip")
    assert [row["views"] for row in found["counts"]] == [99]


def test_tables_side_by_side_are_read_one_by_one(tmp_path: Path) -> None:
    """LinkedIn lists the top posts by engagement beside those by impressions, in other orders."""
    other = "https://social.example/p/2"
    top = ["Post URL", "Post publish date"]
    rows = [
        ["Maximum of 50 posts", "", "", "", "", "", ""],
        [*top, "Engagements", "", *top, "Impressions"],
        [POST, "6/22/2026", "40", "", other, "6/20/2026", "3000"],
        [other, "6/20/2026", "30", "", POST, "6/22/2026", "1000"],
    ]
    workbook(tmp_path / "content.xlsx", rows)
    layouts, found = imported(tmp_path / "content.xlsx")
    assert layouts == ["linkedin"]
    assert {row["post_uri"]: row["views"] for row in found["counts"]} == {other: 3000, POST: 1000}


def test_a_contact_list_may_hold_handles_prices_in_words_and_days(tmp_path: Path) -> None:
    header = "Nom;Tarif journalier;Disponible à partir du;Instagram"
    rows = ["Ana;450 € HT;01/12/2026;@ana.roux", "Luc;à discuter;;", "Zoé;1 200,50;13/12/2026;"]
    path = lines(tmp_path / "contacts.csv", [header, *rows], "cp1252")
    _, found = imported(path)
    told = [(row["rate"], row["currency"]) for row in found["contacts"]]
    assert told == [(450.0, "EUR"), (None, None), (1200.5, None)]
    assert [row["uri"] for row in found["authors"]] == ["https://www.instagram.com/ana.roux"]
    assert str(found["contacts"][0]["available_from"])[:10] == "2026-12-01"


@pytest.mark.parametrize(
    "header",
    [
        "Prénom;Nom;Tarif",
        "Vorname;Nachname;Honorar",
        "First Name;Last Name;Rate",
        "Vorname;Name;Satz",
    ],
)
def test_a_contact_list_may_hold_first_names_apart(header: str, tmp_path: Path) -> None:
    rows = ["Zoé;Martin;450 €", "Lau;;", "Ana;Ana Roux;", ";;"]
    _, found = imported(lines(tmp_path / "contacts.csv", [header, *rows]))
    assert [row["name"] for row in found["contacts"]] == ["Zoé Martin", "Lau", "Ana Roux"]
    assert "rejects" not in found


def test_rows_of_totals_and_empty_ones_are_no_rejects(tmp_path: Path) -> None:
    header = "Titre;Date de publication;Texte;Lien;Vues"
    post = f"Total;02/10/2026;Le four;{POST};12"
    rows = [post, "Total;;;;12", ";;;;", "Le pain;02/10/2026;Sans adresse;;3"]
    _, found = imported(lines(tmp_path / "posts.csv", [header, *rows]))
    assert [row["title"] for row in found["posts"]] == ["Total"]
    assert [row["line"] for row in found["rejects"]] == [5]


EXPORTED = (
    "Beitrags-ID,Benutzername des Kontos,Beschreibung,Dauer (Sek.),Veröffentlichungszeit,{link},"
    "Beitragstyp,Datum,Aufrufe,Reichweite,„Gefällt mir“-Angaben,Kommentare"
)
ROW = f"17,moulin,Mehl,0,10/13/2026 08:30,{POST},IG-Bild,Gesamt,300,210,14,1"


def test_posts_whose_link_has_another_name_are_no_outcomes(tmp_path: Path) -> None:
    known = EXPORTED.format(link="Dauerhafter Link")
    layouts, found = imported(lines(tmp_path / "known.csv", [known, ROW]))
    assert (layouts, found["counts"][0]["views"]) == (["instagram"], 300)
    unknown = EXPORTED.format(link="Adresse des Beitrags")
    with pytest.raises(InputError) as told:
        imported(lines(tmp_path / "unknown.csv", [unknown, ROW]))
    assert "layouts/NAME.toml" in str(told.value.hint)
