"""Reasons: a code, and the sentence it stands for; values fill the numbered places.

A count stands after a colon, so that a sentence reads well with none, one and many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from condat.core.places import place_name, place_told
from condat.core.words import Words, mark
from condat.plan.performance.traits import WEEKDAYS
from condat.report.labels import KINDS

REASONS = {
    # What is asked for.
    "answers_pain": mark("Answers what holds them back: “{0}”"),
    "written_by": mark("People in the audience who write about it: {0}."),
    "asked": mark("Questions people ask about it: {0}."),
    "searched": mark("Searches for it: {0}."),
    "nothing_published": mark(
        "In this language, neither we nor any competitor has published on it."
    ),
    "nothing_of_ours": mark("In this language, we have published nothing on it."),
    "trend_up": mark("On the rise: {0} times as much over the last {1} days as before."),
    "trend_down": mark("In decline: over the last {1} days, {0} of what it was before."),
    "trend_unclear": mark("No clear change over the last {0} days."),
    "trend_unknown_authors": mark("Too few people write about it to tell a trend."),
    "trend_unknown_uses": mark("Too few recent uses to tell a trend: {0}, and it takes {1}."),
    # Is the word understood.
    "other_sense": mark("Used in another sense {0}: {1} of {2} texts."),
    "rate": mark("How often we use it, compared with the audience: × {0} (between {1} and {2})."),
    "asks_what": mark("Passages where the audience asks or explains what it is: {0}."),
    "no_plainer": mark("No plainer word was found in the audience’s texts."),
    "people_who_use": mark(
        "People in the audience who use it: {0}; who write in the language of this word: {1}."
    ),
    "unexplained": mark("Is an acronym, and our texts do not say what it stands for."),
    "too_few_uses": mark("Too few uses to tell one meaning from two: {0}, and it takes {1}."),
    "too_few_ordinary": mark(
        "Used {0} times, but fewer than {1} other words of its language come as often: there is "
        "nothing to compare it with."
    ),
    "senses_seen": mark("Share of words with two meanings that are recognised from {1} uses: {0}."),
    "not_ours": mark("We do not use it in the texts that were read."),
    # Why this person.
    "people.expertise": mark("Posts on the subject: {0}; months with posts on it: {1}."),
    "people.recognised": mark(
        "Other voices on the subject who name this person or link to them: {0}."
    ),
    "people.fit": mark("Talks about what we want to say: “{0}”"),
    "people.competitor": mark("Writes for a competitor."),
    "people.quiet": mark(
        "Has published nothing here since {0}: ask first whether they still write."
    ),
    "people.stance.favourable": mark("Speaks well of us. Clear words for us: {0}; against: {1}."),
    "people.stance.critical": mark("Is critical of us. Clear words for us: {0}; against us: {1}."),
    "people.stance.mixed": mark("Is in two minds about us. Clear words for us: {0}; against: {1}."),
    "people.named": mark(
        "No clear opinion of us in their posts. Posts that name or link to us: {0}."
    ),
    "people.silent": mark("Does not mention us in what was read."),
    "passage.message": mark("Near to “{0}”"),
    "passage.subject": mark("On the subject: {0}"),
    "passage.us": mark("Mentions us."),
    "passage.shown": mark("From one of their most telling posts."),
    "people.namesake": mark("Someone of the same name writes on {0}: perhaps the same person."),
    "price.unknown": mark("The price of {0} is not known: ask first."),
    # What the person does.
    "role.interviewed": mark("{0} knows the subject: ask them the audience’s questions."),
    "role.quoted": mark("{0} has written on the subject: quote and link to it."),
    "role.co-author": mark("{0} has worked with us before: write it together."),
    "role.guest": mark("{0} speaks in their own name: agree on the subject, not on the words."),
    "role.carrier": mark("{0} speaks well of us already: show it to them first."),
    "role.others": mark("Others to quote, who have written about it too: {0}."),
    # How the word stands to what we want to say.
    "message.far": mark(
        "Far from “{0}”: what people say here has little to do with this message. "
        "Check that this word can carry it before you write."
    ),
    # What we learnt.
    "lesson.more": mark("What we learnt: {0} So we do more of it (accepted by {1})."),
    "lesson.less": mark("What we learnt: {0} So we do less of it (accepted by {1})."),
    # When.
    "moment.rising": mark("“{0}” is on the rise: sooner is better."),
    # The value, part by part.
    "value.opportunity": mark("Opportunity: {0} × {1}"),
    "value.fit": mark("Fit with the message and the persona: {0} × {1}"),
    "value.pain": mark("Answers a pain of the strategy: {0} × {1}"),
    "value.special": mark("How specific the word is to the subject: {0} × {1}"),
    "value.subject": mark("How often posts that contain it are about it: {0} × {1}"),
    "value.form": mark("What speaks for this form: {0} × {1}"),
    "value.expertise": mark("Expertise shown, at least: {0} × {1}"),
    "value.person_fit": mark("Fit of the person with what we promise: {0} × {1}"),
    "value.effect": mark("Expected effect (logarithm): {0} × {1}"),
    "value.lesson": mark("What accepted lessons bring (logarithm): {0} × {1}"),
    "value.moment": mark("What the day and hour bring: {0} × {1}"),
    "value.sooner": mark("Share of the cycle that is left: {0} × {1}"),
    "value.reach": mark("Reach, to break ties: {0} × {1}"),
    # What the team decided.
    "decision.accepted": mark("Accepted by {0} on {1}. {2}"),
    "decision.changed": mark("Changed by {0} on {1}. {2}"),
    "decision.returned": mark(
        "Dismissed by {0} on {1} ({2}); proposed again: the opportunity is surely greater now."
    ),
    # What each trait brings over what is usual where the piece goes out.
    "part.topic": mark("topic {0} × {1}"),
    "part.form": mark("{0} × {1}"),
    "part.word": mark("“{0}” × {1}"),
    "part.hour": mark("{0} × {1}"),
    "part.weekday": mark("{0} × {1}"),
    # By what we will know.
    "know.result": mark(
        "We will know when such pieces bring {0} reactions on {1}, where {2} are usual; "
        "it takes about {3} of them to tell it from chance."
    ),
    "know.signs": mark(
        "We will know when people answer it, link to it or ask about it within {0} days: "
        "reactions on {1} are too few, or not counted, to tell."
    ),
    # What it would take to know the effect.
    "needs.counts": mark(
        "To tell a difference of a quarter, it takes {0} of our posts with their counts; "
        "so far: {1}."
    ),
    "needs.place": mark(
        "It takes {1} posts on {0} with their counts to say what is usual there; so far: {2}."
    ),
    "needs.posts": mark(
        "What is known of “{1}” and of this form leaves anything between half and double possible: "
        "it takes about {0} such pieces with their counts."
    ),
    # When to stop.
    "stop.two_under": mark(
        "Stop after {0} pieces in a row with fewer than {2} reactions on {1}, "
        "the ceiling of our weakest quarter: by chance, that happens one time in "
        "sixteen."
    ),
    "stop.two_silent": mark(
        "Stop after {0} pieces in a row on {1} that nobody answers, links to or asks about "
        "in {2} days."
    ),
    "stop.no_answer": mark("No answer from {0} {1} days before it goes out? Do it without them."),
    # What we published.
    "audit.wanted": mark("Is about “{0}”. People in the audience who write about it: {1}."),
    "audit.later": mark("Could be better, but improving other pieces will bring more."),
    "audit.same_as": mark("Says the same as “{0}”."),
    "audit.elsewhere": mark("Also published elsewhere, and counted once: {0}"),
    "audit.on_message": mark("Carries “{0}” (nearness: {1})."),
    "audit.no_messages": mark(
        "Whether it carries what you want to say cannot be known yet: write your messages in "
        "strategy.toml."
    ),
    "audit.speaks_of": mark("Talks about {0}, like this: “{1}”"),
    "audit.off_message": mark("Touches on none of our messages, pain points or promise."),
    "audit.answers": mark("Questions from the audience that it answers: {0}, such as “{1}”"),
    "audit.answers_nothing": mark("Answers none of the audience’s questions."),
    "audit.unheard": mark(
        "The audience talks about other things; how much of this comes up among them: {0}."
    ),
    "audit.over": mark("Did {0} times as well as usual."),
    "audit.under": mark("Did worse than usual: {0} of the usual result."),
    "audit.old": mark("Has not changed for {0} years."),
    "audit.thin": mark("Is short: {0} words."),
    "audit.long_sentences": mark("Has long sentences: {0} words on average."),
    "audit.jargon": mark("Uses words that the audience hardly uses: {0}."),
    # What the conversation says of a persona.
    "persona.posts": mark("Posts from the audience that say so: {0}."),
    "persona.jargon": mark("The audience does not use this word."),
    "persona.other_sense": mark("The audience mostly uses this word for something else."),
    "persona.language": mark("Posts of the audience in this language: {0} of {1}."),
}
GROUPS = {
    "ours": mark("in our texts"),
    "audience": mark("in the audience’s texts"),
    "results": mark("in search results"),
}
_ADDRESS = re.compile(r" \(\w+:\S+\)")  # of a post, after the place where it stands
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def say(reason: Mapping[str, Any], words: Words) -> str:
    """Say a reason in the reader's language, its numbers as that reader writes them.

    Examples
    --------
    >>> say({"code": "audit.over", "values": ["1.75"]}, Words("en"))
    'Did 1.75 times as well as usual.'
    >>> say({"code": "other_sense", "values": ["audience", "0.83", "12"]}, Words("en"))
    'Used in another sense in the audience’s texts: 83% of 12 texts.'
    >>> say({"code": "stop.two_silent", "values": ["2", "site", "14"]}, Words("en"))[:38]
    'Stop after 2 pieces in a row on “site”'
    >>> say({"code": "people.quiet", "values": ["2018"]}, Words("en"))[:37]
    'Has published nothing here since 2018'
    """
    code = reason["code"]
    values = [
        _SHOWN.get((code, place), _number)(value, words)
        for place, value in enumerate(reason["values"] or ())
    ]
    return words.of(REASONS, code).format(*values).strip()


def _number(value: str, words: Words) -> str:
    return words.number(float(value), 3) if _NUMBER.fullmatch(value) else value


def _share(value: str, words: Words) -> str:
    return words.percent(float(value))


def _group(value: str, words: Words) -> str:
    return words.of(GROUPS, value)


def _places(value: str, words: Words) -> str:  # noqa: ARG001
    return ", ".join(map(place_name, _ADDRESS.sub("", value).split(", ")))


def _place(value: str, words: Words) -> str:
    return place_told(value, words)


def _year(value: str, words: Words) -> str:  # noqa: ARG001 - written alike, never with a separator
    return value


def _date(value: str, words: Words) -> str:
    return words.date(datetime.fromisoformat(value))


def _hour(value: str, words: Words) -> str:
    return words("{hour}:00", hour=int(value))


def _weekday(value: str, words: Words) -> str:
    return words.weekday(WEEKDAYS.index(value))


def _kind(value: str, words: Words) -> str:
    return words.of(KINDS, value) if value in KINDS else value


# Values that are not plain numbers or texts, by code and place.
_SHOWN: Mapping[tuple[str, int], Callable[[str, Words], str]] = {
    ("other_sense", 0): _group,
    ("other_sense", 1): _share,
    ("senses_seen", 0): _share,
    ("trend_down", 0): _share,
    ("decision.accepted", 1): _date,
    ("decision.changed", 1): _date,
    ("decision.returned", 1): _date,
    ("people.quiet", 0): _year,
    ("part.form", 0): _kind,
    ("part.hour", 0): _hour,
    ("part.weekday", 0): _weekday,
    ("know.result", 1): _place,
    ("know.signs", 1): _place,
    ("needs.place", 0): _place,
    ("stop.two_under", 1): _place,
    ("stop.two_silent", 1): _place,
    ("audit.elsewhere", 0): _places,
    ("audit.on_message", 1): _share,
    ("audit.under", 0): _share,
    ("audit.unheard", 0): _share,
}
