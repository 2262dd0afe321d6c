"""Comments taken up: an invitation, an interview, a piece, and the answer where they were made."""

from __future__ import annotations

from pathlib import Path

import pytest

from condat.usecases.desk import Desk
from condat.usecases.keep.forgetting import find
from condat.usecases.listen.importing import import_files
from condat.usecases.search import indexing
from condat.workspace.accounts.models import User
from condat.workspace.create.cues.models import Cue
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.create.pieces import actions, interviews
from condat.workspace.create.pieces.models import Interview, Piece
from condat.workspace.jobs.erasing import forget
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

COMMENT, OURS = "https://forum.example/7", "https://moulin.example/1"
SAID = "Votre levain est mort en une semaine : le mode d’emploi n’est pas clair."
TALK = "Le froid ralentit tout. Je le nourris deux fois par semaine."
POSTS = f"""url,title,text,published,author
{COMMENT},Levain,"{SAID}",2026-01-02,Ana Roux
https://forum.example/8,,Sans nom,2026-01-03,
"""
MINE = f"url,title,text,published,author\n{OURS},Nous,Un levain a faim,2026-01-02,Moulin\n"
HERE = "/t/moulin/comments/"


@pytest.fixture
def told(team: Team, tmp_path: Path) -> str:
    """A comment of somebody else, and a post of ours; the comment's address in the corpus."""
    for name, text, side in (("forum.csv", POSTS, "audience"), ("nous.csv", MINE, "ours")):
        file = tmp_path / name
        file.write_text(text, "utf-8")
        import_files(Desk.open(team.root), [file], side=side)
    return _uri(team, COMMENT)


def _uri(team: Team, url: str) -> str:
    posts = Desk.open(team.root).corpus.snapshot().arrow("posts", ["uri", "url"]).to_pylist()
    return next(one["uri"] for one in posts if one["url"] == url)


@pytest.fixture
def partner(visitor: Visitor, told: str) -> Partnership:
    visitor("partners").post(f"{HERE}invite/", {"post": told})
    return Partnership.objects.get()


@pytest.fixture
def piece(visitor: Visitor, partner: Partnership) -> Piece:
    """The interview with who wrote the comment."""
    visitor("editor").post(f"/t/moulin/partnerships/{partner.pk}/interview/")
    return Piece.objects.get()


def test_who_wrote_a_comment_is_invited_in_one_click_for_it(
    visitor: Visitor, told: str, partner: Partnership
) -> None:
    answer = visitor("partners").post(f"{HERE}invite/", {"post": told})
    assert answer.url == f"/t/moulin/partnerships/{partner.pk}/write/"
    cue = Cue.objects.get()
    assert (cue.partnership, cue.passage, cue.author) == (partner, SAID, "Ana Roux")
    assert (partner.name, partner.language, partner.stage) == ("Ana Roux", "fr", "to meet")
    assert "forum.example" in partner.source
    assert Decision.objects.get(what="partnership begun").why == SAID
    assert Decision.objects.get(what="comment taken up").detail["person_uri"] == cue.author_uri


def test_the_letter_cites_the_comment_once_an_address_is_known(
    visitor: Visitor, partner: Partnership
) -> None:
    client, here = visitor("partners"), f"/t/moulin/partnerships/{partner.pk}/"
    assert "reach/" in client.get(f"{here}write/").content.decode()
    wrong = client.post(f"{here}reach/", {"email": "nowhere", "source": "Son blog"})
    assert wrong.status_code == 422
    assert "nowhere" in wrong.content.decode()
    told = {"email": "ana@example.org", "source": "Son blog"}
    assert client.post(f"{here}reach/", told).url == f"{here}write/"
    letter = client.get(f"{here}write/").content.decode()
    assert f"« {SAID} »".replace(" ", "\xa0")[:20] in letter.replace(" ", "\xa0")
    assert COMMENT in letter
    assert "{comment}" not in letter


@pytest.mark.parametrize(("post", "answer"), [("", 404), ("urn:none", 404), (OURS, 422)])
def test_a_comment_has_to_be_heard_and_not_our_own(
    visitor: Visitor, team: Team, told: str, post: str, answer: int
) -> None:
    uri = _uri(team, OURS) if post == OURS else post
    assert visitor("owner").post(f"{HERE}invite/", {"post": uri}).status_code == answer
    assert visitor("owner").get(f"{HERE}keep/", {"post": uri}).status_code == answer
    assert not Cue.objects.exists()


def test_a_long_comment_ends_between_two_words(
    visitor: Visitor, team: Team, told: str, tmp_path: Path
) -> None:
    file, long = tmp_path / "long.csv", "boulangerie " * 200
    file.write_text(f"url,text,published,author\n{COMMENT}0,{long},2026-01-02,Ana Roux\n", "utf-8")
    import_files(Desk.open(team.root), [file], side="audience")
    page = visitor("owner").get(f"{HERE}keep/", {"post": _uri(team, f"{COMMENT}0")})
    assert "boulangerie…" in page.content.decode()


def test_nobody_is_invited_for_what_nobody_is_known_to_have_said(
    visitor: Visitor, team: Team, told: str
) -> None:
    uri = _uri(team, "https://forum.example/8")
    assert visitor("owner").post(f"{HERE}invite/", {"post": uri}).status_code == 422


def test_who_objects_is_not_invited(visitor: Visitor, team: Team, told: str) -> None:
    owner = visitor("owner")
    objection = {"name": "Ana Roux", "at": "2026-11-20", "how": "mail"}
    owner.post("/t/moulin/settings/protection/objections/add/", objection)
    assert owner.post(f"{HERE}invite/", {"post": told}).status_code == 422
    indexing.bring(Desk.open(team.root))
    shown = owner.get("/t/moulin/search/?words=levain", headers={"Accept-Language": "en"})
    assert "Ana Roux has asked not to be contacted." in shown.content.decode()
    assert f"{HERE}invite/" not in shown.content.decode()
    assert not Cue.objects.exists()
    assert not Partnership.objects.exists()


def test_an_interview_is_prepared_once_and_answers_the_comment(
    visitor: Visitor, partner: Partnership, piece: Piece
) -> None:
    again = visitor("editor").post(f"/t/moulin/partnerships/{partner.pk}/interview/")
    assert again.url == f"/t/moulin/pieces/{piece.pk}/interview/"
    assert Cue.objects.get().piece == piece
    part = piece.parts.get()
    assert (part.name, part.role, part.uri) == ("Ana Roux", "interviewed", partner.person_uri)
    shown = visitor("viewer").get(again.url).content.decode()
    assert "mode d’emploi" in shown
    assert "brief/make/" not in shown  # a viewer makes nothing


def test_words_of_an_interview_are_taken_into_the_text(visitor: Visitor, piece: Piece) -> None:
    editor, here = visitor("editor"), f"/t/moulin/pieces/{piece.pk}/interview/"
    wrong = editor.post(f"{here}keep/", {"person": "Léo", "on": "2026-02-03", "text": TALK})
    assert wrong.status_code == 422
    assert "Le froid" in wrong.content.decode()
    editor.post(f"{here}keep/", {"person": "Ana Roux", "on": "2026-02-03", "text": TALK})
    talk = Interview.objects.get()
    door = f"{here}{talk.pk}/"
    assert editor.post(door, {"passage": "Jamais dit"}).status_code == 422
    for _ in range(2):
        editor.post(door, {"passage": "Le froid\nralentit tout"})
    version = piece.versions.get()
    assert version.text == "> «\xa0Le froid ralentit tout\xa0» – Ana Roux"
    quote = piece.quotes.get()
    assert (quote.person, quote.interview) == ("Ana Roux", talk)
    details = visitor("viewer").get(f"/t/moulin/pieces/{piece.pk}/").content.decode()
    assert "1 citation" in details


def test_a_piece_is_published_with_its_address(visitor: Visitor, piece: Piece) -> None:
    editor, door = visitor("editor"), f"/t/moulin/pieces/{piece.pk}/publish/"
    assert editor.post(door, {"url": "nowhere at all"}).status_code == 422
    assert editor.post(door, {"url": "https://moulin.example/froid"}).status_code == 302
    piece.refresh_from_db()
    assert (piece.status, piece.url) == ("published", "https://moulin.example/froid")
    assert Decision.objects.first().what == "piece published"


def test_once_the_piece_is_out_the_comment_gets_a_prepared_answer(
    visitor: Visitor, owner: User, piece: Piece
) -> None:
    reviewer = visitor("reviewer")
    assert "textarea" not in reviewer.get(HERE).content.decode()
    actions.publish(piece=piece, url="https://moulin.example/froid", by=owner)
    shown = reviewer.get(f"{HERE}?piece={piece.pk}").content.decode()
    assert "Bonjour Ana, merci pour l’échange" in shown
    assert "https://moulin.example/froid" in shown
    door = f"{HERE}{Cue.objects.get().pk}/answer/"
    assert reviewer.post(door, {"text": " "}).status_code == 422
    assert reviewer.post(door, {"text": "Merci !", "back": "piece"}).url.endswith(
        f"?piece={piece.pk}"
    )
    assert reviewer.post(door, {"text": "Encore"}).status_code == 409
    cue = Cue.objects.get()
    assert (cue.outcome, cue.answer, cue.closed_by) == (
        "answered",
        "Merci !",
        "reviewer@example.org",
    )
    assert "Merci\u202f!" in reviewer.get(HERE).content.decode()


def test_a_comment_is_kept_for_a_piece_and_left_with_a_reason(
    visitor: Visitor, owner: User, team: Team, told: str
) -> None:
    made = actions.add(team=team, by=owner, title="Le froid", kind="article")
    client = visitor("analyst")
    assert "Le froid" in client.get(f"{HERE}keep/", {"post": told}).content.decode()
    client.post(f"{HERE}keep/", {"post": told, "piece": made.pk})
    cue = Cue.objects.get()
    assert cue.piece == made
    actions.publish(piece=made, url="https://moulin.example/froid", by=owner)
    assert "vous avez écrit" in client.get(HERE).content.decode()
    door = f"{HERE}{cue.pk}/leave/"
    assert client.post(door, {"why": ""}).status_code == 422
    assert client.post(door, {"why": "Le fil est fermé"}).status_code == 302
    assert Decision.objects.first().why == "Le fil est fermé"


def test_the_talk_and_the_comment_go_with_an_erasure(owner: User, team: Team, piece: Piece) -> None:
    day = piece.made_at.date()
    interviews.keep(piece=piece, person="Ana Roux", on=day, text=TALK, by=owner)
    desk = Desk.open(team.root)
    forget(desk, find(desk, "Ana Roux").uri)
    assert not Interview.objects.exists()
    assert not Cue.objects.exists()
    assert not Decision.objects.filter(why__contains="mode d’emploi").exists()
