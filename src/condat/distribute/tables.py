"""The derived tables of the distribute stage."""

from __future__ import annotations

import pyarrow as pa

from condat.plan.tables import COUNT, REAL, REASONS, TEXT, TEXTS

PLAN = pa.schema(
    [
        ("row", TEXT),  # an id made of what the row proposes: the same proposal keeps its id
        ("position", COUNT),  # in the order of time; a row that was dismissed has none
        ("message", TEXT),
        ("persona", TEXT),
        ("topic", TEXT),
        ("title", TEXT),  # what the piece is called: its keyword, or what the team called it
        ("idea", TEXT),  # a title in the audience's words; null where nobody asks a question
        ("form", TEXT),  # article, interview, quotes, guest post, podcast, video, webinar, event
        ("keyword", TEXT),
        ("words_to_use", TEXTS),
        ("words_to_avoid", TEXTS),
        ("questions", TEXTS),
        ("person_uri", TEXT),  # null: nobody
        ("person", TEXT),
        ("role", TEXT),  # interviewed, quoted, co-author, guest, carrier, none
        ("place", TEXT),
        ("moment", pa.timestamp("us", tz="UTC")),
        ("cost", REAL),  # null: price not known
        ("value", REAL),  # what the solver maximised
        ("effect", REAL),  # expected result over our usual one; null: cannot know yet
        ("effect_low", REAL),
        ("effect_high", REAL),
        ("usual", REAL),  # the middle result where it goes out; null where not counted
        ("effect_parts", REASONS),  # what each trait brings over what is usual there
        ("know", REASONS),  # by what we will know that the row was right
        ("needs", REASONS),  # what it would take to know the effect
        ("stop_rule", REASONS),
        ("reasons", REASONS),
        ("evidence", TEXTS),
        ("decision", TEXT),  # proposed, accepted, changed
        ("draft", pa.bool_()),  # true while the strategy is not approved
    ]
)
