"""The templates' environment: the same blocks as the report's, words, addresses."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import (
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)
from markupsafe import Markup

from condat.core.places import place_name
from condat.core.spacing import bound_html
from condat.core.titles import rest
from condat.core.words import Words
from condat.create.deals.duties import STATES as DUTIES
from condat.create.deals.rules import JURISDICTIONS
from condat.report.html import address
from condat.report.labels import SEEN, SIDES
from condat.report.page import Block
from condat.report.reasons import GROUPS, say
from condat.report.rows import heading
from condat.report.sections.checks import VERDICTS as JUDGED
from condat.report.who import who
from condat.workspace.accounts.language import words_of
from condat.workspace.create.partnerships import labels as partners
from condat.workspace.evidence.highlight import highlight
from condat.workspace.jobs.kinds import KINDS, may_stop
from condat.workspace.pages import labels
from condat.workspace.pages.labels import ACTS, HEALTHS, STATES, VERDICTS
from condat.workspace.pages.menu import SETTINGS, STAGES


class Typeset(Template):
    """A template in whose page no line begins with the mark of the line before."""

    def render(self, *values: Any, **named: Any) -> str:
        """Write the page."""
        told = super().render(*values, **named)
        return bound_html(told) if self._html else told

    @property
    def _html(self) -> bool:
        return str(self.name).endswith(".html")


class Shown(Environment):
    """The environment of what a browser, or a program of mail, shows."""

    template_class = Typeset


def environment(**options: Any) -> Environment:
    """Make the environment: templates of ours first, the report's under ``report/``."""
    own = options.pop("loader")
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    report = PrefixLoader({"report": PackageLoader("condat.report")})
    made = Shown(loader=ChoiceLoader([own, report]), **options)
    made.filters |= {"address": address, "place": place_name, "who": who}
    made.filters["after"] = lambda text, title: rest(title, text)
    made.globals.update(highlight=highlight, once=lambda: uuid4().hex)
    made.globals.update(static=static, url=_url, stages=STAGES, kinds=KINDS, say=say, seen=SEEN)
    made.globals.update(
        rooms=SETTINGS, states=STATES, healths=HEALTHS, verdicts=VERDICTS, acts=ACTS
    )
    made.globals["may_stop"] = may_stop
    made.globals.update(judged=JUDGED, groups=GROUPS, sides=SIDES)
    made.globals.update(partners.TABLES, duty_states=DUTIES, jurisdictions=JURISDICTIONS)
    made.globals.update(sayings=labels, heading=heading)
    blocks = made.get_template("report/blocks.html.j2")

    def block(shown: Block, words: Words) -> Markup:
        return Markup(blocks.render(block=shown, label=words("Evidence")))  # noqa: S704 - escaped there

    made.globals["block"] = block
    return made


def context(request: HttpRequest) -> dict[str, Any]:
    """Give each template the reader's words."""
    words = words_of(request)
    named = settings.SINGLE_SIGN_ON
    return {"words": words, "plural": words.plural, "single_sign_on": named}


def _url(name: str, *values: object, **named: object) -> str:
    return reverse(name, args=values or None, kwargs=named or None)
