"""Who has written about a keyword, and where: nobody is proposed for what they never wrote on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from condat.distribute.material import Material
from condat.plan.codes import among, plain

Written = Mapping[tuple[str, str], str]
OPENING = 0.2  # of a post


def written(material: Material, terms: Sequence[str], people: Sequence[str]) -> Written:
    """Return, by term and person, the post that treats the term most; comments do not count.

    Parameters
    ----------
    material : Material
        With ``author_uris`` in its posts; ``persons`` joins the accounts of one person.
    terms, people : sequence of str
        What to look for: terms and persons' URIs.
    """
    signed = _signed(material, people)
    uses = material.table("post_terms")
    uses = uses.filter(among(uses["term"], pa.array(terms, pa.string())))
    uses = uses.filter(among(uses["post_uri"], pc.unique(signed["post_uri"])))
    uses = plain(uses.filter(_treated(uses)).select(["post_uri", "term", "in_title", "count"]))
    joined = uses.join(signed, "post_uri", "post_uri", join_type="inner")
    order = [("in_title", "descending"), ("count", "descending"), ("post_uri", "ascending")]
    best: dict[tuple[str, str], str] = {}
    for row in joined.sort_by(order).to_pylist():
        best.setdefault((row["term"], row["person"]), row["post_uri"])
    return best


def _treated(uses: pa.Table) -> pa.ChunkedArray:
    """Say which uses are more than a passing mention: in the title, the opening, or twice."""
    title = pc.fill_null(uses["in_title"], fill_value=False)
    early = pc.less(pc.fill_null(uses["position"], 0.0), OPENING)
    return pc.or_(title, pc.or_(early, pc.greater_equal(uses["count"], 2)))


def _signed(material: Material, people: Sequence[str]) -> pa.Table:
    """Return one row per post and person, of these people, who signed it."""
    wanted, persons = pa.array(people, pa.string()), material.persons
    joined = persons.filter(pc.is_in(persons["person_uri"], value_set=wanted))["author_uri"]
    accounts = pa.concat_arrays([wanted, *joined.chunks])
    remark = pc.fill_null(pc.equal(material.posts["kind"], "Comment"), fill_value=False)
    posts = material.posts.filter(pc.invert(remark)).combine_chunks()
    authors = pc.list_flatten(posts["author_uris"]).cast(pa.string())
    at = pc.list_parent_indices(posts["author_uris"])
    theirs = pc.is_in(authors, value_set=accounts)
    uris = posts["uri"].take(at.filter(theirs))
    signed = pa.table({"post_uri": uris, "author_uri": authors.filter(theirs)})
    known = signed.join(persons, "author_uri", "author_uri", join_type="left outer")
    person = pc.coalesce(known["person_uri"], known["author_uri"])
    found = pa.table({"post_uri": known["post_uri"], "person": person})
    return found.filter(pc.is_in(found["person"], value_set=wanted))
