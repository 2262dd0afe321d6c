"""WordPress sites with their comments, through the REST interface that every WordPress has.

Each listing is read in two ways, each for what only it can see:

1. *changed*: everything modified since last time, oldest first, moving on by time and not by page,
   so that a run that was stopped goes on where its last written batch ended;
2. *swept*: the ids that are there now. Those we do not know were published without being modified
   (scheduled posts, comments approved late) and are fetched; those that are gone are asked for by
   number once more and then removed. Comments do not tell when they were edited, so the newest are
   read again in full.

A site that did not change costs about one request for every hundred items.
"""

from __future__ import annotations

from condat.listen.connectors.wordpress.reading import read

__all__ = ["read"]
