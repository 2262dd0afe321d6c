"""Who has written about a keyword, and where: nobody is proposed for what they never wrote on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from condat.distribute.material import Material
from condat.plan.codes import plain

Written = Mapping[tuple[str, str], str]


def written(material: Material, terms: Sequence[str], people: Sequence[str]) -> Written:
    """Return, by term and person, the post in which the person uses the term most.

    Parameters
    ----------
    material : Material
        With ``author_uris`` in its posts; ``persons`` joins the accounts of one person.
    terms, people : sequence of str
        What to look for: terms and persons' URIs.
    """
    signed = _signed(material, people)
    uses = material.table("post_terms").select(["post_uri", "term", "count"])
    uses = uses.filter(pc.is_in(uses["term"], value_set=pa.array(terms, pa.string())))
    uses = uses.filter(pc.is_in(uses["post_uri"], value_set=pc.unique(signed["post_uri"])))
    joined = uses.join(signed, "post_uri", "post_uri", join_type="inner")
    order = [("count", "descending"), ("post_uri", "ascending")]
    best: dict[tuple[str, str], str] = {}
    for row in plain(joined).sort_by(order).to_pylist():
        best.setdefault((row["term"], row["person"]), row["post_uri"])
    return best


def _signed(material: Material, people: Sequence[str]) -> pa.Table:
    """Return one row per post and person, of these people, who signed it."""
    wanted, persons = pa.array(people, pa.string()), material.persons
    joined = persons.filter(pc.is_in(persons["person_uri"], value_set=wanted))["author_uri"]
    accounts = pa.concat_arrays([wanted, *joined.chunks])
    posts = material.posts.combine_chunks()
    authors = pc.list_flatten(posts["author_uris"]).cast(pa.string())
    at = pc.list_parent_indices(posts["author_uris"])
    theirs = pc.is_in(authors, value_set=accounts)
    uris = posts["uri"].take(at.filter(theirs))
    signed = pa.table({"post_uri": uris, "author_uri": authors.filter(theirs)})
    known = signed.join(persons, "author_uri", "author_uri", join_type="left outer")
    person = pc.coalesce(known["person_uri"], known["author_uri"])
    found = pa.table({"post_uri": known["post_uri"], "person": person})
    return found.filter(pc.is_in(found["person"], value_set=wanted))
