"""Reasons: a code, and the sentence it stands for; values fill the numbered places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from condat.core.words import Words, mark

REASONS = {
    # What is asked for.
    "written_by": mark("{0} people of the audience write about it."),
    "asked": mark("Asked about {0} times."),
    "searched": mark("Searched for {0} times."),
    "nothing_published": mark("Neither we nor a competitor have published on it."),
    "nothing_of_ours": mark("We have published nothing on it."),
    "trend_up": mark("Written about {0} times as much over the last {1} days as before."),
    "trend_down": mark("Written about {0} times as much over the last {1} days as before."),
    "trend_unclear": mark("No clear change over the last {0} days."),
    "trend_unknown_authors": mark("Too few people write to tell a trend."),
    "trend_unknown_uses": mark("Used {0} times lately; it takes {1} to tell a trend."),
    # Is the word understood.
    "other_sense": mark("{0} use it in another sense, in a share of {1} of {2} posts."),
    "rate": mark("We use it {0} times as often as the audience ({1} to {2})."),
    "no_plainer": mark("No plainer word was found in the audience's texts."),
    "too_few": mark("Only {0} posts use it; it takes {1} to tell."),
    "not_ours": mark("We do not use it."),
    # Why this person.
    "people.expertise": mark("{0} posts on the subject over {1} months."),
    "people.recognised": mark("{0} other voices of the subject link to or mention this person."),
    "people.fit": mark("Speaks of what we want to say: “{0}”"),
    "people.competitor": mark("Writes for a competitor."),
    "people.stance.favourable": mark("Speaks well of us: {0} passages for, {1} against."),
    "people.stance.critical": mark("Is critical of us: {0} passages for, {1} against."),
    "people.stance.mixed": mark("Is of two minds about us: {0} passages for, {1} against."),
    "people.stance.unknown": mark("Has not said what they think of us."),
    "price.unknown": mark("The price of {0} is not known: ask first."),
    # What the person does.
    "role.interviewed": mark("{0} knows the subject: ask the questions of the audience."),
    "role.quoted": mark("{0} has written on the subject: quote and link to it."),
    "role.co-author": mark("{0} has worked with us before: write it together."),
    "role.guest": mark("{0} speaks in their own name: agree on the subject, not on the words."),
    "role.carrier": mark("{0} speaks well of us already: show it to them first."),
    # When.
    "moment.rising": mark("“{0}” is on the rise: sooner is better."),
    # The value, part by part.
    "value.opportunity": mark("Opportunity: {0}, counted {1} times."),
    "value.fit": mark("Fit with the message and the persona: {0}, counted {1} times."),
    "value.form": mark("What speaks for this form: {0}, counted {1} times."),
    "value.expertise": mark("Expertise shown, at least: {0}, counted {1} times."),
    "value.person_fit": mark("Fit of the person with what we promise: {0}, counted {1} times."),
    "value.effect": mark("Expected effect (logarithm): {0}, counted {1} times."),
    "value.moment": mark("What the day and hour bring: {0}, counted {1} times."),
    "value.sooner": mark("Share of the cycle that is left: {0}, counted {1} times."),
    "value.reach": mark("Reach, to break ties: {0}, counted {1} times."),
    # What the team decided.
    "decision.accepted": mark("Accepted by {0} on {1}. {2}"),
    "decision.changed": mark("Changed by {0} on {1}. {2}"),
    # What it would take to know the effect.
    "needs.counts": mark(
        "It takes {0} of our posts with their counts to tell a difference of a quarter; "
        "there are {1}."
    ),
    "needs.posts": mark("It takes about {0} posts on “{1}”, ours or others', with their counts."),
    # When to stop.
    "stop.two_under": mark(
        "Stop after {0} pieces in a row under {1}, where a quarter of ours end: by chance that "
        "happens one time in sixteen."
    ),
    "stop.two_silent": mark(
        "Stop after {0} pieces in a row that nobody answers, links to or asks about in {1} days."
    ),
    "stop.no_answer": mark("Without an answer from {0} {1} days before, do it without them."),
    # What we published.
    "audit.same_as": mark("Says the same as “{0}”."),
    "audit.on_message": mark("Carries “{0}” (nearness {1})."),
    "audit.off_message": mark("Carries none of the messages and answers no pain (nearness {0})."),
    "audit.answers": mark("Answers {0} questions of the audience, such as “{1}”"),
    "audit.answers_nothing": mark("Answers none of the questions that the audience asks."),
    "audit.over": mark("Did {0} times as well as usual."),
    "audit.under": mark("Did {0} times as well as usual only."),
    "audit.old": mark("Has not changed for {0} years."),
    "audit.thin": mark("Has {0} words only."),
    "audit.long_sentences": mark("Has sentences of {0} words on average."),
    "audit.jargon": mark("Uses words that the audience does not: {0}."),
    # What the conversation says of a persona.
    "persona.posts": mark("{0} posts hold it."),
    "persona.jargon": mark("The audience does not use this word."),
    "persona.other_sense": mark("The audience uses this word for something else mostly."),
    "persona.language": mark("{0} of {1} posts of the audience are in this language."),
}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def say(reason: Mapping[str, Any], words: Words) -> str:
    """Say a reason in the reader's language, its numbers as that reader writes them.

    Examples
    --------
    >>> say({"code": "audit.over", "values": ["1.75"]}, Words("en"))
    'Did 1.75 times as well as usual.'
    """
    values = [_shown(value, words) for value in reason["values"] or ()]
    return words.of(REASONS, reason["code"]).format(*values).strip()


def _shown(value: str, words: Words) -> str:
    return words.number(float(value), 3) if _NUMBER.fullmatch(value) else value
