"""Puts passages together into what a person publishes, in the shape of the place."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from generator import typography
from generator.passages import Hand, Passage, worded
from generator.posts import HANDLE, KINDS, SITE, Post, address, home
from generator.world import RISING_AUTHOR, Person, topic_weight

_LEANS = re.compile(
    r"(Il|Elle|Ils|C'est|Ce|Cette|On|Là|Le reste|Au-delà|Quand|Pour|Douze|Deux|Vingt|Toutes|Tous|Au"
    r"|Un cracker|Cent|Œufs|Pain sec|Farine, eau|Seigle, miel|Rafraîchi|Regardez|Rafraîchissez"
    r"|Jetez|Passez|Autant|Nous avions|Une mare|Ajoutez|Gardez|Versez)\b"
)
_LAST = ("La question d'un auditeur : ", "On se demande aussi : ", "Question de fin : ", "")
LONG = ("blog", "newsletter", "youtube", "podcast")
SEASONAL = ("brioche", "chataigne")
LIMITS = {
    "titre": 4,
    "intro": 4,
    "conseil": 3,
    "article": 1,
    "anecdote": 2,
    "court": 4,
    "question": 4,
    "heures": 1,
    "figure": 1,
    "fin": 5,
}
HASHTAGS = {
    "sans-petrissage": ["sanspetrissage", "painaulevain", "painmaison"],
    "levain": ["levain", "levainnaturel", "faitmaison"],
    "farines": ["farine", "farinedemeule", "t80"],
    "pointage": ["pointage", "boulange", "fermentation"],
    "autolyse": ["autolyse", "hydratation"],
    "grigne": ["grigne", "boulange", "lame"],
    "cuisson": ["cocotte", "painmaison"],
    "brioche": ["brioche", "brioches", "faitmaison"],
    "pizza": ["pizzamaison", "focaccia"],
    "chataigne": ["sarrasin", "sansgluten"],
    "moisson": ["moisson", "ble", "paysan"],
    "atelier": ["atelierpain", "transmission"],
    "materiel": ["materiel", "boulange"],
    "kits": ["kitpain", "ideecadeau"],
    "rassis": ["antigaspi", "zerodechet"],
    "metier": ["boulangerie", "artisan"],
    "anglais": ["sourdough", "homebaking"],
    "allemand": ["sauerteig", "brotbacken"],
}


@dataclass
class Desk:
    """What the composer has at hand: passages, chance, what was published before."""

    hand: Hand
    rng: random.Random
    voices: dict[str, Person]
    brand: list[Post]
    before: list[Post] = field(default_factory=list)
    inspiring: list[Passage] = field(default_factory=list)
    now: datetime = datetime.min  # noqa: DTZ901 - set before anything is dealt
    place: str = ""
    published: set[tuple[str, ...]] = field(default_factory=set)

    def deal(self, person: Person, topic: str, section: str, like: str = "", limit: int = 0) -> str:
        """Deal a passage to a person; an empty string when nothing is left to say."""
        found = self.hand.deal(
            topic,
            section,
            who=person.key,
            gender=person.gender,
            roles=person.roles,
            limit=(limit or LIMITS.get(section, 5)) * (2 if person.key == RISING_AUTHOR else 1),
            when=self.now,
            without="idéo" if self.place == "mastodon" else "",
            like=like,
        )
        return found[1] if found else ""


def compose(desk: Desk, person: Person, when: datetime, place: str) -> Post | None:
    """Write what a person publishes at a moment; None when there is nothing new to say."""
    desk.now, desk.place = when, place
    for topic in _topics(desk.rng, person, when.date()):
        draft = _draft(desk, person, topic, place)
        if draft is not None and tuple(draft.parts) not in desk.published:
            desk.published.add(tuple(draft.parts))
            return _publish(desk, person, when, place, topic, draft)
    return None


@dataclass
class Draft:
    """Title and paragraphs before they are set."""

    title: str
    parts: list[str]
    alone: bool = False  # another sense of the word: no tip, no link goes with it


def _topics(rng: random.Random, person: Person, day: date) -> list[str]:
    names = (
        sorted({*person.topics, "sans-petrissage"})
        if person.language == "fr"
        else list(person.topics)
    )
    weights = {name: topic_weight(person, name, day) for name in names}
    order = []
    while any(weights.values()):
        order.append(rng.choices(list(weights), list(weights.values()))[0])
        weights[order[-1]] = 0.0
    return order


def _draft(desk: Desk, person: Person, topic: str, place: str) -> Draft | None:
    if person.language != "fr":
        return _foreign(desk, person, topic)
    if place == "podcast":
        return _podcast(desk, person, topic)
    if place in LONG:
        return _long(desk, person, topic, place)
    return _short(desk, person, topic, place)


def _foreign(desk: Desk, person: Person, topic: str) -> Draft | None:
    text = desk.deal(person, topic, "court", limit=1)
    more = desk.deal(person, topic, "question") if desk.rng.random() < 0.25 else ""
    return Draft("", [p for p in (text, more) if p]) if text else None


def _podcast(desk: Desk, person: Person, topic: str) -> Draft | None:
    title, text = desk.deal(person, topic, "titre"), desk.deal(person, "commun", "podcast")
    if not (title and text):
        return None
    guests = [v for v in desk.voices.values() if topic in v.topics and v.key != person.key]
    guest = desk.rng.choice(guests or list(desk.voices.values()))
    text = _named(text, guest.name).replace("[[ville]]", guest.town)
    extra = desk.deal(person, topic, "question")
    with_ = f" Avec {guest.name}" if title[-1] in "?!)" else f", avec {guest.name}"
    end = [desk.rng.choice(_LAST) + extra] if extra else []
    return Draft(title + with_, [text, *end])


def _long(desk: Desk, person: Person, topic: str, place: str) -> Draft | None:
    season = (
        desk.deal(person, "saisons", "article") if topic in SEASONAL and place != "youtube" else ""
    )
    if season:
        title, text = season.split(" :: ")
        return Draft(title, [text.replace(" ¶ ", "\n\n")])
    title = desk.deal(person, topic, "titre") or desk.deal(person, topic, "question")
    opening = desk.deal(
        person, topic, desk.rng.choice(("intro", "intro", "anecdote", "court")), title
    )
    wanted = desk.rng.choice((2, 2, 3, 4)) if place == "blog" else desk.rng.choice((1, 2, 2))
    tips = [desk.deal(person, topic, "conseil", "" if n else title) for n in range(wanted)]
    tips = [tip for tip in tips if tip]
    if not title or not opening or not tips:
        return None
    story = desk.deal(person, topic, "anecdote") if desk.rng.random() < 0.4 else ""
    body = _tips(tips, desk.rng.choice(("headed", "plain", "numbered")), place)
    hello = desk.deal(person, "commun", "bonjour") if place == "newsletter" else ""
    closing = "signature" if place == "newsletter" else "fin"
    end = desk.deal(person, "commun", closing) if desk.rng.random() < 0.75 else ""
    where = desk.rng.choice((0, len(body)))
    return Draft(
        title, [p for p in (hello, opening, *body[:where], story, *body[where:], end) if p]
    )


def _tips(tips: list[str], shape: str, place: str) -> list[str]:
    if shape == "plain" or place == "youtube" or len(tips) == 1:
        return [_flowing(tip) for tip in tips]
    pairs = [tip.partition(" :: ")[::2] for tip in tips]
    if shape == "numbered":
        return [f"{n}. **{head}.** {text}" for n, (head, text) in enumerate(pairs, 1)]
    return [f"## {head}\n\n{text}" for head, text in pairs]


def _flowing(tip: str) -> str:
    """Let a tip stand without its heading; the heading opens it where the text leans on it."""
    head, _, text = tip.partition(" :: ")
    if not text:
        return tip
    if not _LEANS.match(text):
        return text
    return f"{head}{'' if head[-1] in '?!' else '.'} {text}"


def _short(desk: Desk, person: Person, topic: str, place: str) -> Draft | None:
    sections = ["court"] * 5 + (["conseil", "anecdote"] if place == "mastodon" else [])
    sections += ["question"] if place == "mastodon" and not person.roles else []
    sections += {"pointage": ["heures"] * 3, "levain": ["figure"]}.get(topic, [])
    section = desk.rng.choice(sections)
    text = desk.deal(person, topic, section)
    if text and section in ("heures", "figure"):
        return Draft("", [text], alone=True)
    text = text or desk.deal(person, topic, "court")
    again = not text or desk.hand.texts[text] > 1 or desk.rng.random() < 0.42
    tip = desk.deal(person, topic, "conseil", text) if again else ""
    if text and desk.hand.texts[text] > 1 and not tip:
        return None
    parts = [_flowing(p) for p in (text, tip) if p]
    return Draft("", parts) if parts else None


def _publish(
    desk: Desk, person: Person, when: datetime, place: str, topic: str, draft: Draft
) -> Post:
    name = person.places[place][0]
    site = home(place, name)
    url = address(place, name, when, draft.title, len(desk.before))
    post = Post(url, place, _kind(desk.rng, place, draft), person.name, site, when, "")
    post.language, post.topic, post.person = person.language, topic, person.key
    if draft.alone:
        post.topic = "metier" if topic == "pointage" else ""
    else:
        _inspire(desk, person, post, draft)
        _refer(desk, person, post, draft)
        _tag(desk, post, place)
    _set(post, person, draft)
    desk.before.append(post)
    return post


def _kind(rng: random.Random, place: str, draft: Draft) -> str:
    filmed = any("idéo" in part or "ilmé" in part for part in draft.parts)
    if place == "instagram" and (filmed or rng.random() < 0.3):
        return "Video"
    return KINDS[place]


def _inspire(desk: Desk, person: Person, post: Post, draft: Draft) -> None:
    """Let a piece of the brand be heard in this post, when one came out in the last weeks."""
    if person.language != "fr" or post.place == "podcast":
        return
    recent = {
        piece.title: piece
        for piece in desk.brand
        if timedelta(days=1) < post.published - piece.published < timedelta(days=120)
    }
    for passage in desk.inspiring:
        title, rung, text = passage.text.split(" :: ")
        piece = recent.get(typography.careful(title))
        role = "prof" if text.startswith("@prof ") else ""
        if piece and piece.topic == post.topic and (not role or role in person.roles):
            desk.inspiring.remove(passage)
            text = text.removeprefix("@prof ")
            draft.parts.insert(
                min(1, len(draft.parts)), worded(text, desk.rng, gender=person.gender)
            )
            post.inspired_by, post.rung = piece.url, rung
            if rung in ("citation", "copie"):
                post.links.append(piece.url)
            return


def _refer(desk: Desk, person: Person, post: Post, draft: Draft) -> None:
    chance = desk.rng.random()
    if person.language != "fr" or post.place == "podcast":
        return
    if post.place in LONG:
        if chance < 0.33:
            _link(desk, person, post, draft, desk.before, "lien")
        elif chance < 0.60:
            _link(desk, person, post, draft, desk.brand, "lien-marque")
        elif chance < 0.68:
            draft.parts.insert(-1, desk.deal(person, "commun", "lien-autre"))
    elif chance < 0.16:
        _nod(desk, person, post, draft)
    elif chance < 0.28 and post.topic in ("sans-petrissage", "farines", "levain", "kits"):
        text = desk.deal(person, "commun", "clin-marque")
        draft.parts.append(text)
        post.mentions += [SITE] if text else []


def _link(
    desk: Desk, person: Person, post: Post, draft: Draft, shelf: list[Post], section: str
) -> None:
    fits = [
        p
        for p in shelf
        if p.title
        and p.topic == post.topic
        and p.author != person.name
        and p.published < post.published
        and p.url not in post.links
    ]
    text = desk.deal(person, "commun", section) if fits else ""
    if not text:
        return
    target = desk.rng.choice(fits[-6:])
    title = f"« {target.title} »"
    shown = f"[{title}]({target.url})" if post.place in ("blog", "newsletter") else title
    draft.parts.insert(-1, _named(text, target.author).replace("[[titre]]", shown))
    post.links.append(target.url)


def _named(text: str, name: str) -> str:
    """Name somebody, with the elision that the name asks for."""
    if name[0] in "AEÉIOU" or name.startswith("Hortense"):
        text = text.replace("de [[nom]]", "d'[[nom]]")
    return text.replace("[[nom]]", name)


def _nod(desk: Desk, person: Person, post: Post, draft: Draft) -> None:
    near = [
        p
        for p in desk.before[-150:]
        if (p.place, p.topic) == (post.place, post.topic) and p.person != person.key
    ]
    text = desk.deal(person, "commun", "clin") if near else ""
    if text:
        other = desk.rng.choice(near)
        handle = desk.voices[other.person].places[post.place][0]
        draft.parts.append(text.replace("[[compte]]", f"@{handle}"))
        post.mentions.append(other.author_url)


def _tag(desk: Desk, post: Post, place: str) -> None:
    known = HASHTAGS.get(post.topic, [])
    if place in ("instagram", "mastodon") and known:
        post.tags = sorted(desk.rng.sample(known, min(len(known), desk.rng.choice((1, 2, 3)))))


def _set(post: Post, person: Person, draft: Draft) -> None:
    french = person.language == "fr"
    set_ = typography.careful if french and person.style == "soigné" else str
    glue = "\n\n"
    text = glue.join(part for part in draft.parts if part)
    if HANDLE in text and SITE not in post.mentions:
        post.mentions.append(SITE)
    post.title, post.text = set_(draft.title), _outside_links(text, set_)
    if post.tags and post.place == "instagram":
        post.text += "\n\n" + " ".join(f"#{tag}" for tag in post.tags)


def _outside_links(text: str, set_) -> str:
    parts = text.split("](")
    return "](".join(
        [set_(parts[0])]
        + [url + ")" + set_(rest) for url, _, rest in (p.partition(")") for p in parts[1:])]
    )
