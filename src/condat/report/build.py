"""Facts in, the page out: the plan first, then why."""

from __future__ import annotations

from condat.report.facts import Facts
from condat.report.page import Note, Page
from condat.report.sections import (
    audit,
    checks,
    conversation,
    keywords,
    method,
    people,
    performance,
    plan,
    strategy,
    topics,
)

ORDER = (plan, people, keywords, checks, topics, performance, audit, strategy, conversation, method)


def build(facts: Facts) -> Page:
    """Lay out the whole report in the reader's language."""
    words = facts.words
    computed = words(
        "As of {date}, from version {version} of the corpus.",
        date=words.date(facts.as_of),
        version=facts.version,
    )
    sections = tuple(part.section(facts) for part in ORDER)
    return Page(
        language=words.language,
        brand=facts.settings.name,
        title=sections[0].title,
        computed=computed,
        banners=_banners(facts),
        sections=sections,
        evidence_label=words("Evidence"),
        contents_label=words("Contents"),
    ).bound()


def _banners(facts: Facts) -> tuple[Note, ...]:
    words = facts.words
    banners = []
    if facts.settings.fictional:
        told = words(
            "Fictional brand: people, posts and figures are invented to show how Condat works."
        )
        banners.append(Note(told, "warning"))
    if facts.draft:
        banners.append(Note(words(facts.draft), "warning"))
    return tuple(banners)
