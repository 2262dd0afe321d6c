"""Expected effects against worlds whose effects are known: posts by traits that go together."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pytest
from scipy import sparse

from condat.distribute.expect.effects import Z90, Experience, Usual
from condat.distribute.expect.forecast import DIMENSIONS, Model, Name, Table, fit
from condat.distribute.expect.outlook import outlook
from fixtures.plan_world import posts, words

WORLDS = 30
PLANTED = {"topic": 0.2, "form": 0.3, "word": 0.1, "hour": 0.15, "weekday": 0.0}
NOISE = 0.6
FORMS, HOURS = ("Article", "Video", "Image"), tuple(f"{hour:02d}" for hour in range(7, 23))


@dataclass(frozen=True)
class World:
    """Real posts with their words; forms and hours that authors prefer; planted effects."""

    table: Table
    account: np.ndarray
    truth: np.ndarray
    score: np.ndarray


@cache
def held_words() -> tuple[tuple[Name, ...], np.ndarray]:
    """Return the words of the real titles, and which post holds which."""
    place = {id(post): number for number, post in enumerate(posts())}
    kept = [(word, holding) for word, holding in words() if len(holding) >= 5]
    held = np.zeros((len(posts()), len(kept)))
    for column, (_, holding) in enumerate(kept):
        held[[place[id(post)] for post in holding], column] = 1
    return tuple(("word", word) for word, _ in kept), held


def world(seed: int) -> World:
    draw = np.random.default_rng(seed)
    names, held = held_words()
    count = len(held)
    authors = sorted({post.get("author") or "" for post in posts()})
    account = np.array([authors.index(post.get("author") or "") for post in posts()])
    likes = draw.dirichlet(np.full(len(FORMS), 0.7), len(authors))  # authors have their habits
    form = np.array([draw.choice(len(FORMS), p=likes[a]) for a in account])
    hour, day = draw.integers(0, len(HOURS), count), draw.integers(0, 5, count)
    topic = np.argmax(held[:, :12] + draw.random((count, 12)) / 2, axis=1)  # words go with topics
    parts = [one_hot(topic, 12), one_hot(form, 3), held, one_hot(hour, len(HOURS)), one_hot(day, 5)]
    labels: list[Name] = [("topic", f"t{i}") for i in range(12)]
    labels += [("form", name) for name in FORMS]
    labels += [
        *names,
        *(("hour", name) for name in HOURS),
        *(("weekday", f"d{i}") for i in range(5)),
    ]
    truth = np.concatenate([draw.normal(0, PLANTED[name], 1) for name, _ in labels])
    table = Table(tuple(labels), sparse.csr_array(np.concatenate(parts, axis=1)))
    score = (
        table.held @ truth + draw.normal(0, NOISE, count) + draw.normal(0, 1, len(authors))[account]
    )
    return World(table, account, truth, score)


def one_hot(values: np.ndarray, size: int) -> np.ndarray:
    return np.eye(size)[values]


def candidates(one: World, seed: int) -> list[list[int]]:
    """Draw rows of a plan: a word and its topic, a form, an hour, a day."""
    draw = np.random.default_rng(1000 + seed)
    by = {d: [i for i, n in enumerate(one.table.names) if n[0] == d] for d in DIMENSIONS}
    return [[int(draw.choice(by[d])) for d in DIMENSIONS] for _ in range(40)]


def alone(one: World) -> np.ndarray:
    """Return the effect of each trait looked at alone, within authors: what a table would show."""
    held = one.table.held.toarray()
    wrote = np.bincount(one.account)
    mean = np.bincount(one.account, weights=one.score) / wrote
    away = one.score - mean[one.account]
    share = np.stack([np.bincount(one.account, weights=column) / wrote for column in held.T])
    centred = held - share.T[one.account]
    return (centred.T @ away) / np.maximum((centred**2).sum(axis=0), 1e-9)


@pytest.fixture(scope="module")
def judged() -> dict[str, np.ndarray]:
    found: dict[str, list[float]] = {name: [] for name in ("truth", "ours", "error", "alone")}
    for seed in range(WORLDS):
        one = world(seed)
        model = fit(one.table, one.score, np.ones(len(one.score)), one.account)
        separate = alone(one)
        usual = one.table.share(np.flatnonzero(one.account == np.bincount(one.account).argmax()))
        for traits in candidates(one, seed):
            asked = -usual
            asked[traits] += 1
            mean, error = model.told([one.table.names[i] for i in traits], usual)
            for name, value in zip(
                found, (asked @ one.truth, mean, error, asked @ separate), strict=True
            ):
                found[name].append(float(value))
    return {name: np.array(values) for name, values in found.items()}


def test_nine_in_ten_intervals_hold_the_truth(judged: dict[str, np.ndarray]) -> None:
    inside = np.abs(judged["truth"] - judged["ours"]) <= Z90 * judged["error"]
    print("coverage of the 90% interval:", inside.mean().round(3))
    assert 0.86 <= inside.mean() <= 0.95


def test_all_traits_together_tell_more_than_each_alone_or_nothing(
    judged: dict[str, np.ndarray],
) -> None:
    missed = {
        name: float(np.sqrt(np.mean((judged["truth"] - guess) ** 2)))
        for name, guess in (("ours", judged["ours"]), ("alone", judged["alone"]), ("none", 0.0))
    }
    print("error of the logarithm:", {name: round(value, 3) for name, value in missed.items()})
    assert missed["ours"] < 0.8 * missed["none"]
    assert missed["ours"] < 0.8 * missed["alone"]


def test_a_world_without_effects_promises_nothing() -> None:
    one = world(0)
    draw = np.random.default_rng(7)
    model: Model = fit(
        one.table, draw.normal(0, NOISE, len(one.score)), np.ones(len(one.score)), one.account
    )
    usual = one.table.share(np.arange(len(one.score)))
    told = [
        model.told([one.table.names[i] for i in traits], usual) for traits in candidates(one, 0)
    ]
    beyond = [abs(mean) > Z90 * error for mean, error in told]
    assert np.mean(beyond) <= 0.1
    assert max(abs(mean) for mean, _ in told) < np.log(1.4)


def test_what_an_effect_is_made_of_is_called_as_people_write_it() -> None:
    one = world(0)
    rows = np.arange(len(one.score))
    known = Experience(
        fit(one.table, one.score, np.ones(len(rows)), one.account),
        one.table,
        pa.array(["site"] * len(rows)),
        pa.array(one.account.astype(str)),
        rows >= 0,
        np.exp(one.score),
        rows,
        {},
        {"t1": "pain au levain, farine"},
    )
    usual = Usual(len(rows), 40.0, 10.0, one.table.share(rows))
    form = max(FORMS, key=lambda name: one.truth[one.table.names.index(("form", name))])
    ahead = [
        outlook(
            known, usual, [name, ("topic", "t1"), ("form", form)],
            label="pain au levain", place="site", person=None, lead=7,
        )
        for name in one.table.names
        if name[0] == "word"
    ]  # fmt: skip
    parts = [part for row in ahead for part in row["effect_parts"]]
    called = {part["values"][0] for part in parts if part["code"] == "part.word"}
    assert called == {"pain au levain"}
