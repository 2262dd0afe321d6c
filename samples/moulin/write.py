"""Write the data of the fictional sample: ``python samples/moulin/write.py FOLDER [--seed N]``."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from generator import exports, searches, truth
from generator.conversation import DATA, Conversation, converse
from generator.engagements import engagements
from generator.outcomes import outcomes
from generator.posts import SITE
from generator.workbook import workbook
from generator.world import SEED

FILES = {
    "blog": "blogs",
    "newsletter": "lettres",
    "youtube": "youtube",
    "instagram": "instagram",
    "mastodon": "mastodon",
    "podcast": "podcasts",
}
NOTICE = (
    "Moulin des Deux Rives : marque, personnes, textes et chiffres FICTIFS, fabriqués pour essayer "
    "Condat.\nFictional brand, people, texts and figures, made to try Condat.\n"
)
DAY = "2026-11-01"  # of the exports: their counts are of that day
RIVALS = {"Minoterie Valombre": "minoterie-valombre", "Maison Levée": "maison-levee"}


def write(folder: Path, seed: int = SEED) -> Conversation:
    """Write every file of the sample below a folder."""
    talk = converse(seed)
    rng = random.Random(seed + 1)  # noqa: S311 - chance, not secrecy
    _write_listening(folder / "veille", talk, rng)
    _write_brand(folder / "marque", talk)
    for name, file in RIVALS.items():
        theirs = [p for p in talk.rivals if p.author == name]
        exports.jsonl(folder / f"concurrents/{file}.jsonl", theirs, talk.voices)
    _write_team(folder / "equipe", talk, rng)
    exports.table(
        folder / f"recherche/Requêtes-{DAY}.csv", searches.queries(DATA / "requetes.txt", rng)
    )
    page = searches.results(DATA / "resultats.txt", "pointage")
    exports.table(folder / f"recherche/resultats-pointage-{DAY}.csv", page)
    truth.write(folder / "verite.json", talk, seed)
    (folder / "LISEZMOI.txt").write_text(NOTICE, "utf-8")
    return talk


def _write_listening(folder: Path, talk: Conversation, rng: random.Random) -> None:
    ours = {p.url for p in [*talk.site, *(p for posts in talk.social.values() for p in posts)]}
    under_ours = [c for c in talk.comments if c.url.partition("#")[0] in ours]
    others = [c for c in talk.comments if c.url.partition("#")[0] not in ours]
    for place, file in FILES.items():
        posts = [p for p in [*talk.audience, *others] if p.place == place]
        posts.sort(key=lambda p: (p.published, p.url))
        exports.jsonl(folder / f"{file}.jsonl", posts, talk.voices)
    exports.jsonl(folder / "sous-nos-contenus.jsonl", under_ours, talk.voices)
    exports.table(
        folder.parent / "equipe/reactions.csv", engagements(talk.audience, talk.voices, rng)
    )


def _write_brand(folder: Path, talk: Conversation) -> None:
    exports.jsonl(folder / "site.jsonl", talk.site, talk.voices)
    exports.table(folder / f"linkedin-{DAY}.csv", exports.linkedin(talk.social["linkedin"]))
    exports.table(
        folder / f"instagram-{DAY}.csv", exports.instagram(talk.social["instagram"]), bom=True
    )
    exports.table(folder / f"youtube-{DAY}.csv", exports.youtube(talk.social["youtube"]))


def _write_team(folder: Path, talk: Conversation, rng: random.Random) -> None:
    exports.table(folder / "contacts.csv", exports.contacts(talk.voices.values()))
    exports.table(folder / "comptes.csv", exports.accounts(talk.voices.values()))
    linking = [p for p in talk.audience if any(link.startswith(SITE) for link in p.links)]
    exports.table(folder / "resultats-par-jour.csv", outcomes(linking, talk.site, rng))
    workbook(folder / "calendrier.xlsx", exports.calendar(DATA / "calendrier.csv"), "Calendrier")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--seed", type=int, default=SEED)
    given = options.parse_args()
    write(given.folder, given.seed)
