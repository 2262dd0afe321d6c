"""The page as one self-contained HTML file: no script, no network."""

from __future__ import annotations

from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from condat.report.page import Block, Page


def html(page: Page) -> str:
    """Write the page.

    Examples
    --------
    >>> page = Page("fr", "Moulin", "Trois contenus", "", (), (), "Preuves", "Sommaire")
    >>> '<html lang="fr">' in html(page)
    True
    """
    environment = Environment(
        loader=PackageLoader("condat.report"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["address"] = address
    blocks = environment.get_template("blocks.html.j2")
    style = files("condat.report").joinpath("templates", "report.css").read_text("utf-8")

    def show(block: Block) -> Markup:
        return Markup(blocks.render(block=block, label=page.evidence_label))  # noqa: S704 - escaped in its template

    return environment.get_template("report.html.j2").render(
        page=page,
        style=Markup(style),  # noqa: S704 - our own file
        show=show,
    )


def address(url: str) -> str:
    """Let only web addresses be followed."""
    return url if urlsplit(url).scheme in ("http", "https") else "#"
