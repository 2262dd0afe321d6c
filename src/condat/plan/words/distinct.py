"""What is distinctive of the audience's words against those of ours and competitors."""

from __future__ import annotations

import numpy as np

from condat.plan.codes import Reals
from condat.plan.words.uses import AUDIENCE, Posts, Uses

_PRIOR = 500.0  # words of the pooled language that each side is given before counting


def distinct(uses: Uses, posts: Posts) -> Reals:
    """Return the log-odds of each term in the audience's texts against all others'.

    With an informative Dirichlet prior, the pooled frequencies (Monroe, Colaresi and Quinn 2008,
    "Fightin' Words"); NaN for a language in which one of the two says nothing.
    """
    heard = posts.side[uses.post] == AUDIENCE
    theirs, others = (uses.total(uses.count, where) for where in (heard, ~heard))
    found = np.full(len(theirs), np.nan)
    for language in range(len(posts.languages)):
        terms = uses.language == language
        if theirs[terms].sum() and others[terms].sum():
            found[terms] = _log_odds(theirs[terms], others[terms])
    return found


def _log_odds(theirs: Reals, others: Reals) -> Reals:
    pooled = theirs + others
    prior = _PRIOR * pooled / pooled.sum()
    odds = [np.log(y + prior) - np.log(y.sum() + _PRIOR - y - prior) for y in (theirs, others)]
    return np.asarray(odds[0] - odds[1])
