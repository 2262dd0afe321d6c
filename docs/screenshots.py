"""Take a picture of every page: ``make screenshots``.

Each team's pages are found by following links, then photographed in three languages on a desktop
and a phone, into ``build/screenshots/<team>/<language>-<width>/<page>.png``; ``index.html`` there
shows them side by side.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import django
from playwright.sync_api import Browser

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "condat.workspace.settings")
django.setup()

from servers import chromium  # noqa: E402 - Django's settings come first
from servers.pages import reached  # noqa: E402
from servers.workspace import Site, served  # noqa: E402

OUT = Path("build/screenshots")
STORY = Path("samples/moulin/story")
LANGUAGES = ("fr", "en", "de")
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
TEAMS = {"moulin": "moulin-des-deux-rives-marque-fictive", "community": "react-blog"}


def main(samples: Path) -> None:
    """Serve copies of the samples, so that looking changes nothing, and photograph them."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copies = [Path(shutil.copytree(samples / name, root / name)) for name in TEAMS]
        home = served(root / "home", *copies, story=STORY)
        with home as site, chromium.browser() as browser:
            for name, slug in TEAMS.items():
                pictures(site, browser, slug, OUT / name)
    (OUT / "index.html").write_text(sheet(), "utf-8")
    print(f"{len(list(OUT.rglob('*.png')))} pictures: {OUT / 'index.html'}")


def pictures(site: Site, browser: Browser, slug: str, out: Path) -> None:
    """Photograph each page of a team in each language and width."""
    finder = browser.new_context(locale="en").new_page()
    site.sign_in(finder)
    addresses = reached(site, finder, slug)
    for language in LANGUAGES:
        for width, (wide, high) in WIDTHS.items():
            view = {"width": wide, "height": high}
            context = browser.new_context(locale=language, viewport=view)
            page = context.new_page()
            site.sign_in(page)
            for name, address in addresses.items():
                page.goto(address)
                page.screenshot(path=out / f"{language}-{width}" / f"{name}.png", full_page=True)
            context.close()


def sheet() -> str:
    """Return a page that shows every picture, by team and page."""
    shown = [
        f'<figure><img src="{path.relative_to(OUT)}" loading="lazy" width="320" alt="">'
        f"<figcaption>{path.relative_to(OUT)}</figcaption></figure>"
        for path in sorted(OUT.rglob("*.png"), key=lambda path: (path.name, str(path)))
    ]
    style = "figure{display:inline-block;margin:8px;vertical-align:top;font:12px sans-serif}"
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(shown)}"


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/samples"))
