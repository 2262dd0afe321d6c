"""What the generator knows and the methods have to find; beside the data, never imported."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from generator import world
from generator.conversation import Conversation
from generator.outcomes import FADES, LIFT_OF_A_LINK
from generator.posts import Post


def write(path: Path, talk: Conversation, seed: int) -> None:
    """Write the truth file."""
    path.write_text(json.dumps(truth(talk, seed), ensure_ascii=False, indent=1) + "\n", "utf-8")


def truth(talk: Conversation, seed: int) -> dict[str, object]:
    """Say what was planted, and what came of it."""
    rises = world.RISES_FROM.isoformat()
    inspired = [p for p in talk.audience if p.inspired_by]
    return {
        "fictional": True,
        "seed": seed,
        "rising_topic": {
            "topic": world.RISING_TOPIC,
            "from": rises,
            "share_before": _share(talk.audience, before=True),
            "share_after": _share(talk.audience, before=False),
        },
        "rising_author": {
            "author": talk.voices[world.RISING_AUTHOR].name,
            "from": world.AUTHOR_RISES_FROM.isoformat(),
        },
        "hours": {"good": list(world.GOOD_HOURS), "effect": world.HOUR_EFFECT},
        "form": {"place": "instagram", "good": world.GOOD_FORM, "effect": world.FORM_EFFECT},
        "topics": world.TOPIC_EFFECT,
        "no_effect": ["a question in the text", "the day of the week", "the month"],
        "lift_of_a_link": {"first_day": LIFT_OF_A_LINK, "kept_per_day": FADES},
        "inspired": [
            {"post": p.url, "by": p.inspired_by, "rung": p.rung, "linked": p.inspired_by in p.links}
            for p in inspired
        ],
        "subject_of": {p.url: p.topic for p in [*talk.audience, *talk.site, *talk.rivals]},
        "person_of": {p.author_url: p.person for p in talk.audience if p.person and not p.reply_to},
        "posts": dict(sorted(Counter(p.place for p in talk.audience).items())),
        "comments": len(talk.comments),
    }


def _share(posts: list[Post], *, before: bool) -> float:
    days = [p for p in posts if (p.published.date() < world.RISES_FROM) == before]
    return round(sum(p.topic == world.RISING_TOPIC for p in days) / max(1, len(days)), 4)
