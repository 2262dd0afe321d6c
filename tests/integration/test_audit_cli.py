"""The audit of a seed house's pages through the command line: each verdict, with its reasons."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from condat.cli.main import register
from condat.usecases.init import init

MESSAGES = (
    "Les tomates anciennes se sèment en mars, au chaud.",
    "L'ail se plante avant les gelées.",
    "Un sol paillé boit deux fois moins.",
)
GARLIC = """L'ail se plante en octobre, avant les gelées, dans une terre légère et bien drainée.
Séparez les caïeux de la tête, gardez les plus gros et enterrez-les pointe en haut, à trois
centimètres de profondeur et tous les douze centimètres. Paillez le rang avec des feuilles mortes :
le paillis garde l'humidité et freine les mauvaises herbes. N'arrosez pas l'hiver, l'ail craint
l'eau stagnante et la rouille. La récolte vient en juillet, quand le feuillage jaunit ; laissez
sécher les têtes au soleil avant de les tresser pour les conserver tout l'hiver à la cave."""
MULCH = """Un sol paillé boit deux fois moins : le paillis coupe le vent et le soleil, la terre
reste fraîche et les vers de terre travaillent. Étalez dix centimètres de paille, de foin ou de
feuilles mortes au pied des tomates quand le sol est chaud, après une bonne pluie. Faut-il arroser
un potager paillé en plein été ? Une fois par semaine suffit, le soir, au pied. Les limaces aiment
le paillis humide : attendez que les plants soient forts, et laissez une bande nue autour des
semis. Le foin nourrit la terre, la paille dure plus longtemps."""
TOMATO = """Le semis de tomates demande de la lumière et vingt degrés. Semez en mars, en godet, à un
demi-centimètre, et repiquez quand viennent deux vraies feuilles. Le repiquage enterre la tige
jusqu'aux feuilles : elle fait des racines. Les plants filent s'ils manquent de lumière ; baissez
alors la chaleur la nuit. Endurcissez-les une semaine dehors avant de les planter au potager, après
les saints de glace, et tuteurez le jour même. Les variétés anciennes comme la noire de Crimée
craignent le mildiou : espacez les pieds et n'arrosez jamais le feuillage."""
RUN = """Quelle journée ! Onze collègues de l'entrepôt ont couru le semi-marathon de la ville sous
la bannière de la maison, avec des maillots neufs offerts par notre transporteur. Le comptable a
battu son record, la directrice a terminé main dans la main avec le stagiaire, et le repas du soir
a duré jusqu'à minuit au restaurant de la gare. Merci aux bénévoles, au club d'athlétisme et à la
mairie pour leur accueil. Rendez-vous l'an prochain sur la ligne de départ, avec un entraînement le
mardi midi pour tous les volontaires des bureaux et des quais."""
BREATHLESS = TOMATO.replace(". ", ", et ")
NEWER = GARLIC.replace("jaunit", "sèche").replace("à la cave", "au sec")
OURS = [
    ("ail-2023", "Planter l'ail en octobre", "2023-10-02", GARLIC),
    ("ail-2026", "Quand planter l'ail ? En octobre", "2026-10-05", NEWER),
    ("paillage", "Le paillage du potager, saison par saison", "2026-06-11", MULCH),
    ("tomates", "Réussir ses tomates", "2022-03-14", BREATHLESS),
    ("semi-marathon", "Notre équipe au semi-marathon", "2021-09-20", RUN),
]
ASKED = (
    "Faut-il arroser un potager paillé en plein été ?",
    "Mes semis de tomates filent, que faire ?",
    "À quelle profondeur planter les caïeux d'ail ?",
    "Le repiquage des plants de tomates, c'est quand ?",
)
HEARD = (GARLIC, MULCH, TOMATO)


def condat(folder: Path, *words: str) -> str:
    result = CliRunner().invoke(register(), [*words, "-w", str(folder)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def post(side: str, name: str, title: str, day: str, text: str) -> str:
    told = {"url": f"https://{side}.example/{name}", "title": title, "published": day}
    author = name if side == "audience" else "Graines du Val"
    return json.dumps(told | {"content": text, "author": author})


def gardeners() -> list[str]:
    """Thirty gardeners who write of what the pages are about, and ask: of the race nobody does."""
    said = [re.split(r"(?<=[.;]) ", text.replace("\n", " ")) for text in (GARLIC, MULCH, TOMATO)]
    texts = [" ".join([*said[n % 3][n % 2 :: 2], ASKED[n % 4]]) for n in range(30)]
    days = [f"2026-{n % 9 + 1:02}-12" for n in range(30)]
    return [post("audience", f"j{n}", "Au jardin", days[n], text) for n, text in enumerate(texts)]


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    init(folder, brand="Graines du Val", language="fr")
    settings = folder / "condat.toml"
    settings.write_text(f"as_of = 2026-11-02T00:00:00Z\n{settings.read_text('utf-8')}", "utf-8")
    rows = {"ours": [post("ours", *one) for one in OURS], "audience": gardeners()}
    for side, posts in rows.items():
        path = folder / f"{side}.jsonl"
        path.write_text("\n".join(posts), "utf-8")
        condat(folder, "import", str(path), "--as", side)
    condat(folder, "strategy", "set", "messages", *MESSAGES)
    return folder


@pytest.fixture(scope="module")
def judged(team: Path) -> dict[str, dict[str, Any]]:
    rows = json.loads(condat(team, "audit", "--json"))
    return {row["post_uri"].rsplit("/", 1)[1]: row for row in rows}


VERDICTS = {
    "ail-2023": ("merge", {"same_as", "speaks_of", "old"}),
    "ail-2026": ("keep", {"speaks_of", "answers"}),
    "paillage": ("keep", {"on_message", "answers"}),
    "tomates": ("improve", {"wanted", "on_message", "long_sentences", "old"}),
    "semi-marathon": ("drop", {"answers_nothing", "unheard", "old", "off_message"}),
}


@pytest.mark.parametrize("page", VERDICTS)
def test_each_page_gets_the_verdict_that_its_reasons_tell(
    judged: dict[str, dict[str, Any]], page: str
) -> None:
    verdict, reasons = VERDICTS[page]
    row = judged[page]
    assert row["verdict"] == verdict
    assert {reason["code"].removeprefix("audit.") for reason in row["reasons"]} >= reasons


def test_the_older_of_two_pages_that_say_the_same_goes_into_the_newer(
    judged: dict[str, dict[str, Any]],
) -> None:
    assert judged["ail-2023"]["merge_with"].endswith("/ail-2026")
    assert judged["ail-2026"]["merge_with"] is None


def test_the_verdicts_read_like_a_list_of_work(team: Path) -> None:
    told = condat(team, "audit").replace("\u00a0", " ")
    counted = "Nos 5 contenus publiés : 2 à garder, 1 à améliorer, 1 à fusionner, 1 à retirer"
    assert told.startswith(counted)
    order = [told.index(f"{one} : ") for one in ("Fusionner", "Améliorer", "Retirer", "Garder")]
    assert order == sorted(order)
    assert "Dit la même chose que « Quand planter l'ail ? En octobre »." in told
    assert "Ne répond à aucune des questions que pose le public." in told
