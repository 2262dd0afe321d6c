"""The derived tables of the plan stage: what each method returns, column by column.

A *side* is ``ours``, ``competitor`` or ``audience``. A *term* is a lemmatised phrase, the same
string in every table; its *label* is the form that its users write most. ``evidence`` lists the
URIs of the posts behind a row, best first. A *reason* is a code with its values, so that it can be
said in any language. Every ``low`` and ``high`` bounds a 90% interval.
"""

from __future__ import annotations

import pyarrow as pa

TEXT = pa.string()
TEXTS = pa.list_(pa.string())
REAL = pa.float64()
COUNT = pa.int64()
TIME = pa.timestamp("us", tz="UTC")
CODED = pa.dictionary(pa.int32(), TEXT)  # each different string is kept once
REASONS = pa.list_(pa.struct([("code", TEXT), ("values", TEXTS)]))
PASSAGES = pa.list_(pa.struct([("post_uri", TEXT), ("text", TEXT)]))
READ_WHY = pa.list_(pa.struct([("post_uri", TEXT), ("text", TEXT), ("reasons", REASONS)]))


def _interval(name: str) -> list[tuple[str, pa.DataType]]:
    return [(name, REAL), (f"{name}_low", REAL), (f"{name}_high", REAL)]


# One row per post in scope: what we read of it before any method runs.
READINGS = pa.schema([("post_uri", TEXT), ("side", TEXT), ("language", TEXT), ("words", COUNT)])

# One row per post and term that the corpus keeps: by far the longest, so it is kept narrow.
POST_TERMS = pa.schema(
    [
        ("post_uri", CODED),
        ("language", CODED),
        ("term", CODED),
        ("form", CODED),  # as written
        ("count", pa.int32()),
        ("in_title", pa.bool_()),
        ("position", pa.float32()),  # of the first occurrence: 0 start .. 1 end
    ]
)

# One row per question that somebody asks in a post.
QUESTIONS = pa.schema([("post_uri", TEXT), ("language", TEXT), ("text", TEXT), ("terms", TEXTS)])

# One row per term and language.
KEYWORDS = pa.schema(
    [
        ("term", TEXT),
        ("label", TEXT),
        ("language", TEXT),
        ("posts", COUNT),
        ("authors", COUNT),
        ("ours", COUNT),
        ("competitors", COUNT),
        ("audience", COUNT),
        ("questions", COUNT),
        ("searches", COUNT),  # impressions; null where no search data was imported
        ("engagement", REAL),  # per post, shrunk; null where the corpus has none
        *_interval("demand"),  # 0..1; 1: the highest of the corpus
        *_interval("supply"),  # how well existing posts answer it, 0..1
        ("supply_ours", REAL),
        *_interval("trend"),  # last period over the one before, as a ratio; null: cannot know yet
        ("trend_q", REAL),  # false-discovery rate at which the trend is kept
        ("opportunity", REAL),  # demand x (1 - supply), 0..1
        ("distinct", REAL),  # log-odds of the audience's use against the background
        ("evidence", TEXTS),
        ("reasons", REASONS),
    ]
)

# One row per term, group (ours, audience, results) and sense.
SENSES = pa.schema(
    [
        ("term", TEXT),
        ("group", TEXT),
        ("sense", COUNT),
        ("label", TEXT),
        ("words", TEXTS),
        *_interval("share"),
        ("authors", COUNT),
        ("passages", PASSAGES),
    ]
)
# One row per term checked.
CHECKS = pa.schema(
    [
        ("term", TEXT),
        ("label", TEXT),  # as it is written
        ("verdict", TEXT),  # plain, ambiguous, jargon, unknown
        ("senses", COUNT),
        ("our_sense", COUNT),
        ("share_ours", REAL),  # of the audience's uses that are in our sense
        ("p_value", REAL),  # of the same mixture of senses in ours and theirs
        ("plainer", TEXTS),
        ("evidence", TEXTS),  # posts with the plainer word, or that ask what the term means
        ("asking", TEXTS),  # posts of the audience that ask or explain what it is
        ("using", TEXTS),  # a post of each of some people of the audience who use it
        ("reasons", REASONS),
    ]
)

TOPICS = pa.schema(
    [
        ("topic", TEXT),  # an id that stays when the corpus grows
        ("label", TEXT),
        ("languages", TEXTS),
        ("posts", COUNT),
        ("authors", COUNT),
        ("ours", COUNT),
        ("audience", COUNT),
        ("evidence", TEXTS),
    ]
)
TOPIC_TERMS = pa.schema(
    [("topic", TEXT), ("term", TEXT), ("label", TEXT), ("language", TEXT), ("weight", REAL)]
)
POST_TOPICS = pa.schema([("post_uri", TEXT), ("topic", TEXT), ("weight", REAL)])

# One row per post: against its own author's usual result, shrunk.
PERFORMANCE = pa.schema(
    [
        ("post_uri", TEXT),
        ("author_uri", TEXT),
        ("measure", TEXT),  # engagement, or links where a corpus has no engagement
        ("observed", REAL),
        ("expected", REAL),
        *_interval("ratio"),
    ]
)
# One row per topic, form, length, word, hour or weekday: what goes with over-performing.
DRIVERS = pa.schema(
    [
        ("dimension", TEXT),
        ("value", TEXT),
        ("posts", COUNT),
        ("authors", COUNT),
        *_interval("ratio"),
        ("q", REAL),  # false-discovery rate at which it is kept
        ("evidence", TEXTS),
    ]
)

# One row per topic ("" is the whole watch) and person.
PEOPLE = pa.schema(
    [
        ("topic", TEXT),
        ("person_uri", TEXT),
        ("name", TEXT),
        ("side", TEXT),  # audience, or competitor: their staff are flagged, ours are not ranked
        ("posts", COUNT),
        ("relevance", REAL),
        ("resonance", REAL),
        ("authority", REAL),
        ("reach", REAL),
        ("score", REAL),
        ("rank", COUNT),
        ("rank_low", COUNT),
        ("rank_high", COUNT),
        ("tier", COUNT),  # within one no two people can be told apart; 1 is the first
        ("tier_size", COUNT),
        ("ranked", COUNT),  # people of the topic
        ("needed", REAL),  # times as much evidence to tell them from the middle; null: told already
        ("basis", TEXT),  # engagement, or links
        ("evidence", TEXTS),
    ]
)
# One row per topic and person worth reading before deciding.
SHORTLIST = pa.schema(
    [
        ("topic", TEXT),
        ("person_uri", TEXT),
        ("name", TEXT),
        ("place", TEXT),  # the source where they write
        *_interval("expertise"),
        ("fit", REAL),  # with the promise and messages, 0..1; null without a strategy
        ("stance", TEXT),  # favourable, critical, mixed, unknown
        ("mentions_us", COUNT),
        ("past_collaborations", TEXTS),
        ("competitor_collaborations", TEXTS),
        ("rate", REAL),
        ("currency", TEXT),
        ("available", pa.bool_()),  # on some day of the coming cycle; null when not known
        ("available_from", TIME),
        ("available_until", TIME),
        ("reach", REAL),
        ("merit", REAL),  # expertise and fit together, on the scale where 0.5 is usual
        ("position", COUNT),
        ("passages", READ_WHY),
        ("reasons", REASONS),
    ]
)

# One row per two persons and what one did towards the other: answers, cites, names, spreads.
TIES = pa.schema(
    [
        ("source_uri", TEXT),
        ("source", TEXT),  # the name
        ("source_side", TEXT),
        ("target_uri", TEXT),
        ("target", TEXT),
        ("target_side", TEXT),
        ("kind", TEXT),
        ("acts", COUNT),
    ]
)
# One row per person worth reading and post of theirs.
WORKS = pa.schema(
    [
        ("person_uri", TEXT),
        ("post_uri", TEXT),
        ("published", TIME),
        ("observed", REAL),
        ("expected", REAL),
        *_interval("ratio"),
    ]
)

# One row per keyword ("fr:pain") or topic, period (its first day) and side.
CHRONICLE = pa.schema([("of", TEXT), ("start", TEXT), ("side", TEXT), ("posts", COUNT)])
# One row per keyword and person who writes of it.
USERS = pa.schema(
    [("of", TEXT), ("person_uri", TEXT), ("name", TEXT), ("side", TEXT), ("posts", COUNT)]
)
# One row per keyword, person of ``USERS`` and post to read behind their count: the newest first.
WRITTEN = pa.schema([("of", TEXT), ("person_uri", TEXT), ("post_uri", TEXT)])
# One row per keyword or topic, side and post to read behind its count: the best first.
EXAMPLES = pa.schema([("of", TEXT), ("side", TEXT), ("post_uri", TEXT)])
# One row per keyword and question that the audience asks with it: the newest first.
ASKED = pa.schema([("of", TEXT), ("post_uri", TEXT), ("text", TEXT)])
# One row per keyword and query that holds it: the most seen first.
QUERIES = pa.schema([("of", TEXT), ("query", TEXT), ("impressions", COUNT)])

# One row per post of ours.
AUDIT = pa.schema(
    [
        ("post_uri", TEXT),
        ("title", TEXT),
        ("verdict", TEXT),  # keep, improve, merge, drop
        ("merge_with", TEXT),
        ("score", REAL),
        ("gain", REAL),  # what improving it would bring
        ("reasons", REASONS),
    ]
)

# One row per statement of a persona: does the conversation say so too?
STATEMENTS = pa.schema(
    [
        ("persona", TEXT),
        ("kind", TEXT),  # word, question, pain, language, hour
        ("statement", TEXT),
        ("verdict", TEXT),  # seen, contradicted, not seen
        ("posts", COUNT),
        ("evidence", TEXTS),
        ("reasons", REASONS),
    ]
)

TABLES = {
    "readings": READINGS,
    "post_terms": POST_TERMS,
    "questions": QUESTIONS,
    "keywords": KEYWORDS,
    "senses": SENSES,
    "checks": CHECKS,
    "topics": TOPICS,
    "topic_terms": TOPIC_TERMS,
    "post_topics": POST_TOPICS,
    "performance": PERFORMANCE,
    "drivers": DRIVERS,
    "people": PEOPLE,
    "shortlist": SHORTLIST,
    "ties": TIES,
    "works": WORKS,
    "audit": AUDIT,
    "statements": STATEMENTS,
}
