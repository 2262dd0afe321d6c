"""How near keywords are to the messages, and how well they fit message and persona."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from condat.distribute.candidates.keywords import LEAST, Keyword
from condat.distribute.solve.problem import Reals
from condat.language.vectors import vectors
from condat.plan.codes import Flags
from condat.plan.strategy.personas import Persona

HELD = 0.5  # how near a message is, at least, to a word that it holds
NEAREST = 0.25  # of the keywords, the nearest to a message, that it can go with
RATHER = 0.8  # of the nearness of a keyword's best message, for another to go with it
ANSWERS = 0.3  # how near a message is, at least, to a word that answers the pain nearest to it
STRANGER = 0.18  # nearness under which a keyword does not say a message
CHANCE = 0.1  # nearness of any two texts


def nearness(keywords: list[Keyword], messages: Sequence[str | None]) -> Reals:
    """Return how near each keyword is to each message, shape (K, M); NaN without a message.

    A message that holds the keyword's own word is near by half at least.
    """
    near = np.full((len(keywords), len(messages)), np.nan)
    said = vectors([keyword.said for keyword in keywords])
    for m, message in enumerate(messages):
        if message:
            holds = [_holds(message, keyword.label) for keyword in keywords]
            near[:, m] = np.maximum(said @ vectors([message])[0], np.where(holds, HELD, 0.0))
    return _through_pains(keywords, messages, np.clip(near, 0.0, 1.0))


def _through_pains(keywords: list[Keyword], messages: Sequence[str | None], near: Reals) -> Reals:
    """Let a keyword that answers a pain carry a message: the nearest to both of them.

    It is near by ``ANSWERS`` at least: the message was written for those who have the pain.
    """
    told = [m for m, message in enumerate(messages) if message]
    said = vectors([messages[m] or "" for m in told])
    for k, keyword in enumerate(keywords):
        if keyword.pain and told:
            both = near[k, told] + said @ vectors([keyword.pain.text])[0]
            best = told[int(both.argmax())]
            near[k, best] = max(near[k, best], ANSWERS)
    return near


def _holds(message: str, label: str) -> bool:
    return re.search(rf"\b{re.escape(label.casefold())}\b", message.casefold()) is not None


def fit(
    keywords: list[Keyword],
    near: Reals,
    messages: Sequence[str | None],
    personas: Sequence[Persona | None],
) -> Reals:
    """Return the mean nearness of keyword to message and to persona, shape (K, M, N), 0..1.

    None where nobody would see the message in the keyword, or another message much rather.
    """
    both = np.full((len(keywords), len(messages), len(personas), 2), np.nan)
    both[..., 0] = near[:, :, None]
    said = vectors([keyword.said for keyword in keywords])
    for n, persona in enumerate(personas):
        if persona and persona.texts():
            nearest = (said @ vectors(list(persona.texts())).T).max(axis=1)
            theirs = {word.casefold() for word in persona.words}
            same = [keyword.label.casefold() in theirs for keyword in keywords]
            both[:, :, n, 1] = np.where(same, 1.0, np.clip(nearest, 0.0, 1.0))[:, None]
    known = ~np.isnan(both)
    total, count = np.where(known, both, 0.0).sum(axis=3), known.sum(axis=3)
    mean: Reals = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return np.where(_strange(near)[:, :, None], 0.0, mean).round(4)


def _strange(near: Reals) -> Flags:
    """Say which messages nobody would see in a keyword, or another message much rather.

    Where keywords are few, or few are near to any message, more of them go with one: a short plan
    has to have a choice. Where there is no message (NaN), nothing is strange.

    Examples
    --------
    >>> _strange(np.array([[0.5, 0.1], [0.16, 0.12], [0.02, 0.05]])).tolist()
    [[False, True], [False, True], [True, True]]
    """
    if not near.size:
        return np.zeros(near.shape, np.bool_)
    known = np.nan_to_num(near)
    best = known.max(axis=1)
    count = min(LEAST, len(best))
    floor = min(STRANGER, max(CHANCE, float(np.sort(best)[-count])))
    usual = np.quantile(known, 1 - max(NEAREST, count / len(best)), axis=0)
    strange: Flags = (near < np.maximum(floor, usual)) | (near < RATHER * best[:, None])
    return strange
