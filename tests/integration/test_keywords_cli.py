"""``condat keywords`` on the real conversation of three sites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from condat.cli.main import register
from condat.core.errors import NotFoundError
from condat.usecases.init import init

DATA = Path(__file__).parents[2] / "samples" / "community" / "data"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(register(), list(arguments))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("keywords") / "ws"
    init(root, brand="react_blog", language="fr")
    _run("import", str(DATA / "react_blog.jsonl"), "--as", "ours", "-w", str(root))
    heard = [str(DATA / f"{name}.jsonl") for name in ("putaindecode", "codefor")]
    _run("import", *heard, "--as", "audience", "-w", str(root))
    return str(root)


def test_the_best_keywords_name_subjects(workspace: str) -> None:
    for language, wanted in (("fr", {"css", "react"}), ("de", {"open data", "verwaltung"})):
        found = _run("keywords", "-w", workspace, "--language", language, "--json")
        rows = json.loads(found.stdout)
        terms = {row["term"] for row in rows}
        assert len(rows) == 30
        assert wanted <= terms
        assert not terms & {"exemple", "cas", "code", "chose", "hallo", "montag", "déjà", "jour"}
        assert all(row["engagement"] is None and row["evidence"] for row in rows)
        assert not [row["label"] for row in rows if row["label"].endswith(("'", "'s"))]


def test_a_term_opens_onto_its_posts_however_it_is_written(workspace: str) -> None:
    found = _run("keywords", "Composants", "-w", workspace, "--language", "fr", "--json")
    opened = json.loads(found.stdout)
    assert opened["keyword"]["term"] == "composant"
    assert opened["posts"]
    assert all(post["uri"].startswith("https://putaindecode.io") for post in opened["posts"])
    assert any("composant" in question.lower() for question in opened["questions"])


def test_no_table_is_wider_than_a_terminal_of_eighty_columns(workspace: str) -> None:
    told = _run("keywords", "-w", workspace, "--language", "fr", "--limit", "8").stdout
    rows = json.loads(
        _run("keywords", "-w", workspace, "--language", "fr", "--limit", "8", "--json").stdout
    )
    assert max(map(len, told.splitlines())) <= 80
    assert {"Publications", "Opportunité", "existants"} <= set(told.split())
    for row in rows:
        assert f"{row['posts']}" in told.split()
        assert f"{row['questions']}" in told.split()


def test_an_opened_term_says_how_much_of_it_is_shown(workspace: str) -> None:
    asked = ("keywords", "composants", "-w", workspace, "--language", "fr", "--limit", "2")
    opened = json.loads(_run(*asked, "--json").stdout)
    told = _run(*asked).stdout
    assert len(opened["posts"]) == 2 < opened["found"]
    assert f"Publications affichées\N{NO-BREAK SPACE}: 2 sur {opened['found']}." in told
    assert f"Posées en tout\N{NO-BREAK SPACE}: {opened['keyword']['questions']}," in told


def test_an_unknown_term_names_the_nearest(workspace: str) -> None:
    result = _run("keywords", "composans", "-w", workspace)
    assert isinstance(result.exception, NotFoundError)
    assert "composants" in result.exception.hint


def test_a_post_without_a_title_is_called_by_its_opening(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    init(root, brand="us", language="en")
    told = ["A sourdough that sleeps in the cellar.", "Feed the sourdough every morning."]
    rows = [
        {"url": f"https://a.org/{i}", "published": f"2026-01-0{i + 1}", "content": text}
        for i, text in enumerate([*told, "Sourdough again, and a sourdough for the road."])
    ]
    file = tmp_path / "posts.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    _run("import", str(file), "--as", "audience", "-w", str(root))
    opened = json.loads(_run("keywords", "sourdough", "-w", str(root), "--json").stdout)
    titles = {post["uri"]: post["title"] for post in opened["posts"]}
    assert titles["https://a.org/0"] == told[0]
    shown = _run("keywords", "sourdough", "-w", str(root)).stdout
    assert "Feed the" in shown


def _each(tmp_path: Path, said: list[str]) -> dict[str, dict[str, Any]]:
    """Return the keywords of texts that are each somebody else's."""
    return _said(tmp_path, [{"content": t, "author": f"A{i}"} for i, t in enumerate(said)])


def _said(tmp_path: Path, posts: list[dict[str, object]]) -> dict[str, dict[str, Any]]:
    root, file = tmp_path / "ws", tmp_path / "posts.jsonl"
    init(root, brand="Moulin", language="fr")
    common = {"published": "2026-10-01"}
    rows = (json.dumps(common | post | {"id": f"p{i}"}) for i, post in enumerate(posts))
    file.write_text("\n".join(rows), "utf-8")
    _run("import", str(file), "-w", str(root))
    found = _run("keywords", "-w", str(root), "--limit", "200", "--json")
    return {row["term"]: row for row in json.loads(found.stdout)}


def test_a_hashtag_is_the_phrase_of_the_same_letters(tmp_path: Path) -> None:
    said = [
        "Mon #painaulevain du dimanche, un pain au levain doré.",
        "Une fournée de #PainAuLevain pour les voisins.",
        "Qui cuit son pain au levain en cocotte, le soir, chez soi ?",
        "Une plate-forme en ligne pour les boulangers du village.",
        "Cette plate-forme ne répond plus depuis une semaine.",
        "La plateforme des boulangers ferme ses portes ce soir.",
        "Sur la plateforme, chacun donne sa recette.",
        "Les fours sont sur OpenStreetMap, grâce aux voisins.",
        "Qui ajoute nos moulins dans OpenStreetMap ce soir ?",
        "Le four du bourg est sur OpenStreetMap lui aussi.",
        "Un four manque dans Open Street Map depuis hier.",
        "Son moulin figure dans Open Street Map.",
        "Une GoogleMap montre les fours du canton.",
        "Notre GoogleMap des moulins a vieilli.",
        "Sur Google Maps, le four est fermé.",
        "Mais Google Maps ignore où se trouve notre moulin.",
        "Les habitants du bourg cherchent aussi le lavoir sur Google Maps.",
        "Qui a vu le four sur Google Maps ?",
        "On trouve tous les moulins de la vallée sur Google Maps.",
        "Avec Google Map, on se perd.",
    ]
    found = _each(tmp_path, said)
    bread, place = found["pain à levain"], found["plateforme"]
    assert (bread["label"], bread["posts"], bread["authors"]) == ("pain au levain", 3, 3)
    assert bread["questions"] == 1
    assert (place["label"], place["posts"]) == ("plateforme", 4)
    assert not {"painaulevain", "plate forme"} & set(found)
    (drawn,) = (row for row in found.values() if "street" in row["term"])
    assert (drawn["label"], drawn["posts"]) == ("OpenStreetMap", 5)
    assert found["google map"]["label"] == "Google Maps"
    opened = _run("keywords", "#PainAuLevain", "-w", str(tmp_path / "ws")).stdout
    nbsp = "\N{NO-BREAK SPACE}"
    assert f"«{nbsp}#PainAuLevain{nbsp}» compte pour «{nbsp}pain au levain{nbsp}»." in opened


def test_words_are_told_without_accents_or_behind_a_function_word(tmp_path: Path) -> None:
    said = [
        "Un pain #sanspetrissage cuit dans la cocotte du dimanche.",
        "Le pétrissage à la main fatigue, la recette #sanspetrissage repose.",
        "Combien de temps dure le pétrissage de ce seigle ?",
        "Le petrissage du seigle est court, dit mon voisin.",
        "Trop de petrissage abîme le seigle.",
    ]
    found = _each(tmp_path, said)
    assert not {"sanspetrissage", "petrissage"} & set(found)
    row = found["pétrissage"]
    assert (row["label"], row["posts"], row["searches"]) == ("pétrissage", 5, None)
    file = tmp_path / "Requêtes.csv"
    file.write_text(
        "Requêtes les plus fréquentes,Clics,Impressions,CTR,Position\n"
        "petrissage seigle,3,400,0.7%,8\npétrissage,1,100,1%,9\npain seigle,1,90,1%,7\n",
        "utf-8",
    )
    _run("import", str(file), "-w", str(tmp_path / "ws"))
    opened = json.loads(_run("keywords", "petrissage", "-w", str(tmp_path / "ws"), "--json").stdout)
    assert (opened["keyword"]["term"], opened["keyword"]["searches"]) == ("pétrissage", 500)


def test_a_postal_address_is_no_keyword(tmp_path: Path) -> None:
    said = [
        "Le fournil vous attend au 12, rue de la Meule, 49400 Saumur pour goûter.",
        "Passez voir le fournil : 12 rue de la Meule, 49400 Saumur, samedi.",
        "Die Radtour beginnt am Anger, Göttinger Str. 26 in 30982 Pattensen, um zehn.",
        "Zur Radtour: Göttinger Str. 26\n30982 Pattensen, bitte mit Helm.",
    ]
    found = _each(tmp_path, said)
    assert {"fournil", "radtour"} <= set(found)
    told = " ".join(found)
    assert not [word for word in ("meule", "saumur", "göttinger", "pattensen") if word in told]


def test_what_says_when_or_of_what_sort_is_no_subject(tmp_path: Path) -> None:
    said = [
        "In letzter Zeit fehlt der Radweg. Die nächste Sitzung zum Radweg kommt.",
        "Der Radweg war in letzter Zeit gesperrt, bis zur nächsten Sitzung.",
        "La dernière récolte est inexacte ? Un chiffre inexact.",
        "Une date inexacte pour la dernière récolte.",
    ]
    found = _each(tmp_path, said)
    assert {"radweg", "sitzung", "récolte"} <= set(found)
    assert not [t for t in found if {"letzt", "nächst", "dernier", "dernière"} & set(t.split())]
    assert not {"inexact", "letzter zeit"} & set(found)


def test_what_people_are_told_to_do_and_when_is_no_subject(tmp_path: Path) -> None:
    said = [
        "Der Brief ist da. Nehmt euch Zeit für die Radtour.",
        "Nehmt die Karte mit zur Radtour! Die Räder bitte dienstags abgeben.",
        "Die Radtour ist dienstags. Schaut auf die Karte.",
        "Schaut vorbei und macht mit bei der Radtour.",
    ]
    found = _each(tmp_path, said)
    assert {"radtour", "karte"} <= set(found)
    assert not {"nehmen", "schauen", "dienstag", "dienstags"} & set(found)


def test_what_people_would_do_is_no_subject(tmp_path: Path) -> None:
    said = [
        "Ces femmes réclameraient un débat, et le débat ressemblerait à un procès.",
        "Beaucoup réclameraient ce débat ; il ressemblerait au nôtre.",
    ]
    found = _each(tmp_path, said)
    assert "débat" in found
    assert not {"réclamer", "ressembler"} & set(found)


def test_bank_details_and_telephone_numbers_are_no_keywords(tmp_path: Path) -> None:
    card = (
        "IBAN: DE97 2509 0500 0000 9205 50,\nBIC: GENODEF1S09 (Sparda Bank Hannover)\n"
        "Verwendungszweck: Werkstatt und Anschrift"
    )
    said = [f"Die Radtour im {when} war schön.\n\n{card}" for when in ("Mai", "Juni")]
    said += [f"Radtour am {n}., Anmeldung unter Tel.: 0511 16403-12" for n in (3, 4)]
    found = _each(tmp_path, said)
    assert found["radtour"]["posts"] == 4
    assert not {"de97", "genodef1s09", "sparda bank hannover", "verwendungszweck"} & set(found)


def test_questions_shown_are_the_audiences_each_once(tmp_path: Path) -> None:
    asked = ["Quelle farine pour un bon levain ?", "Bonjour, quelle farine pour un bon levain ?"]
    said = [{"content": f"{q} Le levain {i}.", "author": f"A{i}"} for i, q in enumerate(asked * 2)]
    _said(tmp_path, said)
    own = tmp_path / "own.jsonl"
    own.write_text(
        json.dumps(
            {
                "url": "https://o.example/1",
                "published": "2026-01-05",
                "author": "Nous",
                "content": "Un levain pour deux, est-ce que cela suffit ?",
            }
        ),
        "utf-8",
    )
    _run("import", str(own), "--as", "ours", "-w", str(tmp_path / "ws"))
    found = _run("keywords", "levain", "-w", str(tmp_path / "ws"), "--json")
    assert json.loads(found.stdout)["questions"] == asked[:1]


def test_a_word_said_once_is_said_by_somebody(tmp_path: Path) -> None:
    _said(tmp_path, [{"content": "Le levain demande de la patience.", "author": "Claire"}])
    found = _run("check", "levain", "-w", str(tmp_path / "ws"), "--json")
    reasons = {
        reason["code"]: reason["values"]
        for reason in json.loads(found.stdout)["checks"][0]["reasons"]
    }
    assert reasons["people_who_use"] == ["1", "1"]


def test_a_german_adjective_is_one_word_in_every_case(tmp_path: Path) -> None:
    said = ("Die schöne Fahrt", "Nach einer schönen Fahrt", "Lob schöner Fahrt", "Es war gut")
    end = "auf dem Geh- und Radweg mit Jugendlichen am Mittwoch im Sommer."
    found = _said(
        tmp_path,
        [
            {"content": f"{one} {end}", "author": f"A{i}"}
            for i, one in enumerate((*said * 2, said[1]))
        ],
    )
    assert (found["schön fahrt"]["label"], found["schön fahrt"]["posts"]) == ("schöne Fahrt", 7)
    assert (found["jugendlich"]["label"], found["jugendlich"]["posts"]) == ("Jugendliche", 9)
    assert "radweg" in found
    assert "geh" not in found


def test_unsigned_posts_of_a_site_are_one_voice(tmp_path: Path) -> None:
    text = "Le lavoir du village est ouvert. On répare le lavoir avec les habitants du quartier."
    signed = [{"content": text, "author": name} for name in ("Ana", "Zoé")]
    unsigned = [{"content": text, "url": f"https://lavoir.example/{i}"} for i in range(6)]
    row = _said(tmp_path, [*signed, *unsigned])["lavoir"]
    assert (row["posts"], row["authors"]) == (8, 3)


def test_persons_adverbs_pronouns_and_adjectives_of_places_are_no_keywords(tmp_path: Path) -> None:
    french = (
        "Suffisamment de récoltes, dit Simone Veil. Iels parlent du potager. Le potager de Simone "
        "est un lieu oppressif ? Un régime oppressif, celui de Simone Veil. Suffisamment parlé."
    )
    german = (
        "Am Radweg steht das Hemminger Rathaus. Der Radweg führt durch die Hemminger Teiche, und "
        "die Hemminger Schule liegt am Radweg. Auch das Hemminger Lastenrad steht dort."
    )
    posts = [
        {"content": text, "author": f"Voix {i}"} for text in (french, german) for i in range(4)
    ]
    found = _said(tmp_path, posts)
    assert {"potager", "radweg"} <= set(found)
    assert not {"simone", "simone veil", "iel", "iels", "suffisamment", "hemminger"} & set(found)
    assert not {"oppressif"} & set(found)
