"""``condat topics``: what the conversation is about, whatever the language."""

from __future__ import annotations

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json, show_table
from condat.usecases.topics import topics as find


def topics(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Show the topics, the most written about first, with who writes about them."""
    desk = open_desk(workspace)
    found = find(desk)
    if as_json:
        show_json(
            {
                "version": found.version,
                "topics": found.topics.to_pylist(),
                "terms": found.topic_terms.to_pylist(),
                "posts": found.post_topics.to_pylist(),
            }
        )
        return
    words, rows = desk.words, found.topics.to_pylist()
    if not rows:
        console.print(words("No structure: words keep no more company than chance gives them."))
        return
    show_table(
        words.plural("{count} topic", "{count} topics make the conversation", len(rows)),
        [words("Topic"), words("Posts"), words("Us"), words("Audience"), "id"],
        [
            [r["label"], *(words.number(r[n]) for n in ("posts", "ours", "audience")), r["topic"]]
            for r in rows
        ],
    )
