"""How a term is shown: the way in which most of its users write it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.language.cases import upright
from condat.plan.codes import crossed, encode
from condat.plan.words.uses import Uses


def labels(uses: Uses) -> pa.Array:
    """Return the most frequent form of each term; of equal ones, the first in the alphabet.

    A German adjective is shown in the nominative where it is written so at all.
    """
    forms, used = encode(uses.form)
    written = crossed(uses.term, used, (len(uses.terms), len(forms)))
    term = np.repeat(np.arange(len(uses.terms)), np.diff(written.indptr))
    form = written.indices
    order = np.lexsort((form, -written.data, term))
    first = order[np.unique(term[order], return_index=True)[1]]
    found = np.zeros(len(uses.terms), np.int64)
    found[term[first]] = form[first]
    often = np.bincount(used, minlength=len(forms)).tolist()
    told = dict(zip(forms.to_pylist(), often, strict=True))
    shown = [upright(one, told) for one in pc.take(forms, pa.array(found)).to_pylist()]
    return pa.array(shown, pa.string())
