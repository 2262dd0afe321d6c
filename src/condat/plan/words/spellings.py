"""One term for the ways in which it is written: *#painaulevain* is *pain au levain*.

Two terms of a language with the same letters, one in a word and one in several (*plateforme*,
*plate-forme*; *email*, *e-mail*; hashtags), are one. It is called by the word where the dictionary
has it or where it is a name that is run together more often (*OpenStreetMap*, written *Open Street
Map* now and then), else by the phrase. A French word that is typed without its accents is the one
that has them (*#materiel*). A hashtag that opens with a function word is the term behind it, as the
same words are in a text: *#sanspetrissage* is *pétrissage*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from condat.language.dictionary import is_known
from condat.plan.codes import Flags, Ints, encode, plain
from condat.plan.words.letters import JOINT, letters, meeting, rests

_Key = tuple[str, str]
Same = Mapping[_Key, _Key]  # (language, term) -> (term, form) instead
Found = Mapping[_Key, Counter[_Key]]  # (language, letters) -> how often each (term, form)
_NAMED = ["language", "term", "form"]
_COUNTED = ("count", "in_title", "position")
_TERMS = pa.list_(pa.string())


def spellings(uses: pa.Table) -> Same:
    """Find the terms that another term of the same letters stands for.

    Parameters
    ----------
    uses : pyarrow.Table
        Of the schema ``POST_TERMS``, in any order.

    Examples
    --------
    >>> said = ["pain au levain", "painaulevain", "plate-forme", "plateforme", "sanslevure"]
    >>> said += ["levure", "matériel", "materiel"]
    >>> names = ["pain à levain", "painaulevain", "plat forme", *said[3:]]
    >>> uses = pa.table({"language": ["fr"] * 8, "term": names, "form": said})
    >>> for (language, term), instead in spellings(uses).items():
    ...     print(language, term, instead)
    fr materiel ('matériel', 'matériel')
    fr painaulevain ('pain à levain', 'pain au levain')
    fr plat forme ('plateforme', 'plateforme')
    fr sanslevure ('levure', 'levure')
    """
    forms, form = encode(uses["form"])
    both = meeting(forms.to_pylist())
    met = np.array([letters(text) in both for text in forms.to_pylist()], bool)
    found: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for language, term, text in _said(uses, np.flatnonzero(met[form])):
        found.setdefault((language, letters(text)), Counter())[term, text] += 1
    often = _often(uses)
    named = {key: one for key, counts in found.items() if (one := _instead(key[0], counts, often))}
    named |= dict(_bound(found, named))
    return {
        (language, term): instead
        for (language, bare), instead in sorted(named.items())
        for term in sorted({term for term, _ in found[language, bare]} - {instead[0]})
    }


def joined(uses: pa.Table, same: Same) -> pa.Table:
    """Call terms as ``spellings`` says; where a post then holds one twice, its uses are added up.

    Examples
    --------
    >>> from condat.plan.tables import POST_TERMS
    >>> told = {"post_uri": ["a", "a"], "language": ["fr", "fr"], "term": ["pain", "lepain"],
    ...         "form": ["Pain", "lepain"], "count": [1, 2], "in_title": [False, True],
    ...         "position": [0.5, 0.1]}
    >>> uses = pa.table(told).cast(POST_TERMS)
    >>> joined(uses, {("fr", "lepain"): ("pain", "Pain")}).to_pylist()[0]["count"]
    3
    """
    if not same:
        return uses
    (terms, term), (forms, form) = encode(uses["term"]), encode(uses["form"])
    names, written = _places(terms), _places(forms)
    others = np.flatnonzero(_among(names, {old for _, old in same})[term])
    for row, said in zip(others.tolist(), _said(uses, others), strict=True):
        new, text = same.get(said[:2], said[1:])
        term[row], form[row] = names[new], written[text]
    told = _recoded(_recoded(uses, "term", terms, term), "form", forms, form)
    shared = np.flatnonzero(_among(names, {new for new, _ in same.values()})[term])
    post = encode(told["post_uri"].take(pa.array(shared)))[1]
    return _added(told, shared, post * len(terms) + term[shared])


def renamed(questions: pa.Table, same: Same) -> pa.Table:
    """Call the terms of ``QUESTIONS`` as ``spellings`` says."""
    if not same:
        return questions
    pairs = zip(questions["language"].to_pylist(), questions["terms"].to_pylist(), strict=True)
    terms = [
        list(dict.fromkeys(same.get((language, term), (term,))[0] for term in about))
        for language, about in pairs
    ]
    at = questions.column_names.index("terms")
    return questions.set_column(at, questions.schema.field(at), pa.array(terms, _TERMS))


def _said(uses: pa.Table, rows: Ints) -> Iterator[tuple[str, str, str]]:
    """Give the language, the term and the form of some rows."""
    some = plain(uses.select(_NAMED).take(pa.array(rows)))
    return zip(*(some[name].to_pylist() for name in _NAMED), strict=True)


def _often(uses: pa.Table) -> Counter[_Key]:
    """Count the uses of each term of a language, in all its forms."""
    (languages, spoken), (terms, term) = encode(uses["language"]), encode(uses["term"])
    pair, size = np.unique(spoken * len(terms) + term, return_counts=True)
    at = [pa.array(codes) for codes in np.divmod(pair, max(len(terms), 1))]
    names = (languages.take(at[0]).to_pylist(), terms.take(at[1]).to_pylist())
    return Counter(dict(zip(zip(*names, strict=True), size.tolist(), strict=True)))


def _instead(language: str, counts: Counter[_Key], often: Counter[_Key]) -> _Key | None:
    """Choose the term, with its form, that stands for all; None where there is but one kind."""
    order = sorted(counts, key=lambda one: (-counts[one], one))
    words = [one for one in order if not JOINT.search(one[1])]
    phrases = [one for one in order if JOINT.search(one[1])]
    if not words or not phrases:
        return _accented(language, words)
    known = next((one for one in words if _listed(one[0], language)), None)
    return known or (words[0] if _is_name(language, words[0], phrases[0], often) else phrases[0])


def _is_name(language: str, word: _Key, phrase: _Key, often: Counter[_Key]) -> bool:
    """Say whether a word is a name that is mostly run together: *OpenStreetMap*."""
    same = word[1] == JOINT.sub("", phrase[1]) and word[1][1:] != word[1][1:].lower()
    return same and often[language, word[0]] > often[language, phrase[0]]


def _accented(language: str, words: list[_Key]) -> _Key | None:
    """Choose the French word that others are typed for without its accents, where it is one."""
    typed = [form for _, form in words if form.isascii()]
    if language != "fr" or not typed or any(_listed(form.lower(), language) for form in typed):
        return None
    meant = [one for one in words if not one[1].isascii()]
    known = [one for one in meant if _listed(one[0], language)] or meant
    return known[0] if len({term for term, _ in known}) == 1 else None


def _bound(found: Found, named: Mapping[_Key, _Key]) -> Iterator[tuple[_Key, _Key]]:
    """Give the term behind the function word that a hashtag opens with."""
    for language, bare in sorted(found):
        behind = [(language, rest) for rest in rests(language, bare)]
        held = next((found[key] for key in behind if key in found), None)
        forms = [form for _, form in found[language, bare]]
        if held and not any(JOINT.search(form) or _listed(form, language) for form in forms):
            best = min(held, key=lambda one: (-held[one], one))
            yield (language, bare), named.get((language, letters(best[1])), best)


def _listed(term: str, language: str) -> bool:
    """Say whether the dictionary has a term, as a German noun too."""
    return is_known(term, language) or is_known(term.title(), language)


def _places(values: pa.Array) -> dict[str, int]:
    return {value: place for place, value in enumerate(values.to_pylist())}


def _among(places: dict[str, int], wanted: set[str]) -> Flags:
    return np.fromiter((name in wanted for name in places), bool, len(places))


def _recoded(uses: pa.Table, name: str, values: pa.Array, at: Ints) -> pa.Table:
    column = pa.DictionaryArray.from_arrays(pa.array(at.astype(np.int32)), values)
    return uses.set_column(uses.column_names.index(name), uses.schema.field(name), column)


def _added(uses: pa.Table, shared: Ints, key: Ints) -> pa.Table:
    """Make one row of those rows that share a key: all uses, the first place."""
    _, first, group = np.unique(key, return_index=True, return_inverse=True)
    count, title, position = (uses[name].to_numpy().copy() for name in _COUNTED)
    kept = shared[first]
    totals = np.bincount(group, count[shared], len(first))
    titled = np.bincount(group, title[shared], len(first)) > 0
    earliest = np.full(len(first), np.inf, np.float32)
    np.minimum.at(earliest, group, position[shared])
    count[kept], title[kept], position[kept] = totals, titled, earliest
    for name, values in zip(_COUNTED, (count, title, position), strict=True):
        at = uses.column_names.index(name)
        uses = uses.set_column(at, uses.schema.field(at), pa.array(values))
    gone = np.setdiff1d(shared, kept)
    return uses.take(pa.array(np.delete(np.arange(uses.num_rows), gone)))
