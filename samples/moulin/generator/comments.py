"""What people write under a post: thanks, doubts, questions, answers, jokes."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from condat.core.ids import slug
from generator import typography
from generator.counts import effect, growth, poisson
from generator.passages import Hand, Passage
from generator.posts import BRAND, SITE, Post
from generator.world import COUNTED_AT, PARIS, Person

USUAL = {
    "blog": 0.8,
    "instagram": 0.7,
    "youtube": 1.4,
    "mastodon": 0.45,
    "newsletter": 0,
    "podcast": 0,
}
ON_BRAND = {"site": 2.2, "linkedin": 0.5, "instagram": 1.3, "youtube": 1.8}
LIMITS = {"commentaire": 3, "question": 4, "reponse": 4, "relance": 7, "hote": 6}
_FAMILIAR = re.compile(
    r"\b(tu|ton|ta|tes|toi|te|compte|sors|nourris|rafraîchis|t')\b", re.IGNORECASE
)
FILES = {"fr": "commentateurs.txt", "en": "commentateurs-en.txt", "de": "commentateurs-de.txt"}


@dataclass(frozen=True)
class Reader:
    """Somebody who comments, and how they type."""

    name: str
    gender: str
    mood: str

    @property
    def url(self) -> str:
        """The invented address of their account."""
        return f"https://profils.example/{slug(self.name)}"


def readers(folder: Path, language: str) -> list[Reader]:
    """Read the invented readers of a language."""
    lines = (folder / FILES[language]).read_text("utf-8").splitlines()
    named = [line for line in lines if line and not line.startswith("#")]
    if language != "fr":
        return [Reader(line, "f", "soignée") for line in named]
    return [Reader(*line.rsplit(" ", 2)) for line in named]


@dataclass
class Room:
    """Where people talk: passages, chance, readers, known voices."""

    hand: Hand
    rng: random.Random
    readers: dict[str, list[Reader]]
    voices: dict[str, Person]
    asked: set[int] = field(default_factory=set)

    def talk(self, post: Post, usual: float) -> list[Post]:
        """Write what is said under a post, oldest first."""
        mean = usual * effect(post) * min(growth(post), 3.0)
        said: list[Post] = []
        self.asked = set()
        for _ in range(min(9, poisson(mean, self.rng))):
            said += self._turn(post)
        said = [c for c in said if c.published < COUNTED_AT]
        if post.place in USUAL or post.place == "site":
            post.replies = len(said) if post.likes is None else len(said) + post.likes // 60
        return sorted(said, key=lambda c: c.published)

    def _turn(self, post: Post) -> list[Post]:
        reader = self.rng.choice(self.readers[post.language])
        when = self._waking(post.published + timedelta(minutes=5 + self.rng.expovariate(1 / 900)))
        if self.rng.random() < 0.33:
            return self._question(post, reader, when)
        shelf = post.topic if post.topic and self.rng.random() < 0.66 else "commun"
        text = self._deal(post, reader, shelf, "commentaire")
        text = text or self._deal(post, reader, "commun", "commentaire")
        return [self._comment(post, post, reader, when, text)] if text else []

    def _waking(self, when: datetime) -> datetime:
        """Put off what would fall in the night to the next morning."""
        local = when.astimezone(PARIS)
        if local.hour >= 6:
            return when
        return when + timedelta(hours=6.5 - local.hour, minutes=self.rng.randint(0, 150))

    def _question(self, post: Post, reader: Reader, when: datetime) -> list[Post]:
        found = self._question_of(post, reader)
        if not found:
            return []
        number, text = found
        if number in self.asked:
            return []
        self.asked.add(number)
        asked = self._comment(post, post, reader, when, text)
        reply = self._answer(post, asked, number)
        thanks = self._deal(post, reader, "commun", "relance") if reply else ""
        if not thanks or post.language != "fr" or self.rng.random() < 0.6:
            return [asked, *reply]
        later = reply[-1].published + timedelta(minutes=3 + self.rng.expovariate(1 / 200))
        later = self._waking(later)
        return [asked, *reply, self._comment(post, reply[-1], reader, later, thanks)]

    def _answer(self, post: Post, asked: Post, number: int) -> list[Post]:
        text = self._reply(post, number)
        if not text:
            return []
        when = self._waking(asked.published + timedelta(minutes=12 + self.rng.expovariate(1 / 500)))
        if post.author == BRAND or self.rng.random() < 0.65 or post.topic in ("moisson", "metier"):
            set_ = typography.careful if post.author == BRAND else str
            reply = _under(post, asked, post.author, post.author_url, when, set_(text))
            reply.person = post.person
            return [reply]
        helper = self.rng.choice(self.readers["fr"])
        if helper.mood == "relâchée":
            text = typography.hurried(text, self.rng)
        return [_under(post, asked, helper.name, helper.url, when, text)]

    def _reply(self, post: Post, number: int) -> str:
        fits = [
            p
            for p in self.hand.library.get((post.topic, "reponse"), [])
            if p.text.startswith(f"[{number}]")
        ]
        if fits and not (post.author == BRAND and _FAMILIAR.search(fits[0].text)):
            passage = fits[0]
            if self.hand.used[passage.name] < LIMITS["reponse"]:
                self.hand.used[passage.name] += 1
                return passage.text.partition("] ")[2].replace("{dix|trente}", "dix")
        if post.author == BRAND:
            found = self.hand.deal(
                "commun", "hote", who=post.url, gender="f", roles=(), limit=9, when=post.published
            )
            return found[1] if found else ""
        return ""

    def _question_of(self, post: Post, reader: Reader) -> tuple[int, str] | None:
        found = self._draw(_shelf(post), post, reader, "question")
        return (found[0].number, found[1]) if found else None

    def _deal(self, post: Post, reader: Reader, topic: str, section: str) -> str:
        shelf = topic if post.language == "fr" else _shelf(post)
        found = self._draw(shelf, post, reader, section)
        return found[1] if found else ""

    def _draw(
        self, shelf: str, post: Post, reader: Reader, section: str
    ) -> tuple[Passage, str] | None:
        return self.hand.deal(
            shelf,
            section,
            who=reader.name,
            gender=reader.gender,
            roles=(),
            limit=LIMITS[section],
            when=post.published,
        )

    def _comment(self, post: Post, to: Post, reader: Reader, when: datetime, text: str) -> Post:
        if reader.mood == "relâchée":
            text = typography.hurried(text, self.rng)
        elif reader.mood == "soignée" and post.language == "fr" and text[-1] not in ".!?)…":
            text += "."
        text = self._opened(post, text, reader)
        return _under(post, to, reader.name, reader.url, when, text)

    def _opened(self, post: Post, text: str, reader: Reader) -> str:
        chance = self.rng.random()
        if post.language != "fr" or reader.mood == "relâchée":
            return text + self.rng.choice(("", "", "", " 😊", " 🙏", " 👏", " 😅")) * (chance < 0.6)
        if chance < 0.12 and text[-1] == "?":
            return "Bonjour, " + text[:1].lower() + text[1:]
        if chance < 0.2 and "?" not in text and "erci" not in text:
            end = "" if text[-1] in ".!)…" else "."
            return text + end + self.rng.choice((" Merci !", " Bravo.", " :)", " Bon week-end !"))
        return text


def _shelf(post: Post) -> str:
    return {"en": "anglais", "de": "allemand"}.get(post.language, post.topic)


def _under(post: Post, to: Post, name: str, url: str, when: datetime, text: str) -> Post:
    number = abs(hash_of(f"{to.url} {name} {when.isoformat()}"))
    comment = Post(f"{post.url}#c{number}", post.place, "Comment", name, url, when, text)
    comment.reply_to, comment.topic, comment.language = to.url, post.topic, post.language
    if post.author == BRAND and name != BRAND:
        comment.mentions = [SITE]
    return comment


def hash_of(text: str) -> int:
    """Turn a text into a number, the same on every machine."""
    value = 0
    for char in text:
        value = (value * 131 + ord(char)) % 999_983
    return value
