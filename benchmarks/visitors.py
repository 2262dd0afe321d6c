"""A member at work, for locust: opens page after page with time to think."""

from __future__ import annotations

import os
import random

from locust import HttpUser, constant, task

SLUG = os.environ["CONDAT_SLUG"]
SESSION = os.environ["CONDAT_SESSION"]
THINK = 5
PAGES = ("", "strategy/", "listen/", "keywords/", "topics/", "personas/", "people/")
PAGES += ("plan/", "calendar/", "pieces/", "results/", "reports/")
WORDS = ("recette", "levain", "how", "review", "Anleitung", "price", "video", "question")


class Member(HttpUser):
    """Somebody who reads, and searches now and then."""

    wait_time = constant(THINK)

    def on_start(self) -> None:
        """Come in with a session: signing in is limited on purpose."""
        self.client.cookies.set("sessionid", SESSION)

    @task(4)
    def read(self) -> None:
        """Open one of the pages."""
        page = random.choice(PAGES)  # noqa: S311 - no secret
        self.client.get(f"/t/{SLUG}/{page}", name=page or "home")

    @task(1)
    def search(self) -> None:
        """Look for the posts behind a word."""
        word = random.choice(WORDS)  # noqa: S311
        self.client.get(f"/t/{SLUG}/search/", params={"words": word}, name="search/")
