"""Adding a source and taking it away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from condat.core.errors import InputError, NotFoundError, SourceError
from condat.usecases.desk import Desk
from condat.usecases.listen import listening, sources
from integration.feeds.door import add, condat
from servers.loopback import Loopback, folder, serve

pytestmark = pytest.mark.server


def test_add_says_what_it_found_and_writes_it_down(
    desk: Desk, blog: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    assert condat("listen", "add", blog.url, "--as", "competitor:Moulin") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "est un flux : Le Fournil · Publications trouvées : 3" in said.replace("\u00a0", " ")
    assert "la source le-fournil (competitor:Moulin)" in said
    assert condat("listen", "list", "--json") == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert listed["address"] == f"{blog.url}/index.xml"
    (rival,) = Desk.open(desk.root).watch.competitors
    assert (rival.name, rival.sources) == ("Moulin", ("le-fournil",))
    assert condat("listen", "remove", "le-fournil") == 0
    assert sources.sources_of(desk) == ()


def test_add_refuses_what_it_cannot_listen_to(desk: Desk, blog: Loopback, output: Path) -> None:
    add(desk, blog.url)
    with pytest.raises(InputError, match="already"):
        add(desk, f"{blog.url}/blog.atom")
    with pytest.raises(InputError, match="already, as blog"):
        add(desk, f"{blog.url}/index.xml", name="other")
    with pytest.raises(NotFoundError, match="blog"):
        list(listening.listen(desk, ("blgo",)))
    (output / "index.html").write_text("<p>Bonjour</p>")
    with serve(folder(output)) as site, pytest.raises(SourceError, match="neither"):
        add(desk, site.url, name="page")
