"""The text of a piece: versions, differences, comments, quotes, the check, and approval by link."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from condat.create.texts.briefs import Brief
from condat.create.texts.terms import Asked, Word
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces import actions, approvals, letters, texts, writing
from condat.workspace.create.pieces.models import Answer, Comment, Letter, Piece, Quote, Version
from condat.workspace.create.pieces.wording import unapproved
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

SAID = "« Je sens la farine avant de la regarder », dit Inès."
TEXT = f"# Levain\n\nUn levain a faim. <b onclick='x()'>Oui</b>.\n\n{SAID}"
QUOTE = "Je sens la farine avant de la regarder"
AS_IT_STANDS = {"choice-0": "approve", "name": "Inès"}
BRIEF = Brief(
    "fr",
    "levain",
    use=(Word("levain"), Word("farine")),
    avoid=(Word("autolyse", "jargon", ("repos de la pâte",)),),
    questions=(Asked("Combien de temps faut-il cuire le pain ?", ("cuire", "pain")),),
)


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def piece(team: Team, owner: User) -> Piece:
    return actions.add(team=team, by=owner, title="Levain", kind="interview", message="Il a faim.")


@pytest.fixture
def version(piece: Piece, owner: User) -> Version:
    return texts.save(piece=piece, text=TEXT, base=0, by=owner)


@pytest.fixture
def quote(version: Version, owner: User) -> Quote:
    return texts.quote(version=version, person="Inès", text=QUOTE, by=owner)


def at(piece: Piece, path: str = "") -> str:
    return f"/t/moulin/pieces/{piece.pk}/{path}"


def test_each_save_is_a_version_and_the_same_text_is_none(visitor: Visitor, piece: Piece) -> None:
    editor = visitor("editor")
    for base, text in (("0", "Un."), ("1", "Un.\r\n\r\nDeux."), ("2", "Un.\n\nDeux. ")):
        assert editor.post(at(piece, "text/save/"), {"text": text, "base": base}).status_code == 302
    assert [(v.number, v.text, v.name) for v in piece.versions.all()] == [
        (2, "Un.\n\nDeux.", "editor@example.org"),
        (1, "Un.", "editor@example.org"),
    ]
    piece.refresh_from_db()
    assert piece.status == "draft"


def test_two_who_save_at_once_lose_nothing(visitor: Visitor, version: Version) -> None:
    piece = version.piece
    visitor("owner").post(at(piece, "text/save/"), {"text": "Celle de Claire.", "base": "1"})
    late = {"text": "Celle de l'autre.", "base": "1"}
    answer = visitor("editor").post(at(piece, "text/save/"), late)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>Claire</del>" in shown
    assert "Celle de l&#39;autre." in shown
    assert piece.versions.count() == 2
    again = late | {"base": re.search(r'name="base" value="(\d+)"', shown)[1]}
    assert visitor("editor").post(at(piece, "text/save/"), again).status_code == 302
    assert [v.text for v in piece.versions.all()][:2] == ["Celle de l'autre.", "Celle de Claire."]


@pytest.mark.parametrize(
    ("name", "data", "good"),
    [
        ("texte.md", "# Été".encode(), True),
        ("texte.docx", b"PK", False),
        ("texte.txt", "Été".encode("latin-1"), False),
    ],
)
def test_a_text_comes_from_a_file(
    visitor: Visitor, piece: Piece, name: str, data: bytes, good: bool
) -> None:
    told = {"text": "", "base": "0", "file": SimpleUploadedFile(name, data)}
    answer = visitor("editor").post(at(piece, "text/save/"), told)
    assert answer.status_code == (302 if good else 422)
    assert [v.text for v in piece.versions.all()] == (["# Été"] if good else [])


def test_an_older_version_is_brought_back_as_the_newest(visitor: Visitor, version: Version) -> None:
    piece = version.piece
    texts.save(piece=piece, text="Autre chose.", base=1, by=version.by)
    visitor("editor").post(at(piece, "versions/1/restore/"))
    newest = piece.versions.first()
    assert (newest.number, newest.text, newest.restored) == (3, TEXT.strip(), 1)


def test_what_changed_is_told_apart(visitor: Visitor, version: Version) -> None:
    piece = version.piece
    assert "rien à comparer" in visitor("viewer").get(at(piece, "compare/")).content.decode()
    texts.save(piece=piece, text=TEXT.replace("a faim", "a très faim"), base=1, by=version.by)
    shown = visitor("viewer").get(at(piece, "compare/")).content.decode()
    assert re.search(r"<ins>\s*très\s*</ins>", shown)
    assert "<del>" not in shown


def test_html_in_a_text_is_shown_and_not_obeyed(visitor: Visitor, version: Version) -> None:
    shown = visitor("viewer").get(at(version.piece, "versions/1/")).content.decode()
    assert "<b onclick" not in shown
    assert "&lt;b onclick" in shown


def test_comments_are_on_a_passage_answered_and_dealt_with(
    visitor: Visitor, version: Version
) -> None:
    piece, reviewer = version.piece, visitor("reviewer")
    told = {"text": "Trop court ?", "passage": "Un levain a faim."}
    assert reviewer.post(at(piece, "versions/1/comment/"), told).status_code == 302
    first = Comment.objects.get()
    reviewer.post(at(piece, "versions/1/comment/"), {"text": "Non.", "answers": first.pk})
    assert first.answered.get().text == "Non."
    reviewer.post(at(piece, f"comments/{first.pk}/"))
    first.refresh_from_db()
    assert first.resolved_by == "reviewer@example.org"
    shown = visitor("viewer").get(at(piece, "versions/1/")).content.decode()
    assert "Trop court\u202f?" in shown
    assert first.text == "Trop court ?"
    assert "Non." in shown


@pytest.mark.parametrize(
    "told", [{"text": " "}, {"text": "x", "passage": "Ailleurs."}, {"text": "x", "answers": 99}]
)
def test_a_comment_on_nothing_is_refused(
    visitor: Visitor, version: Version, told: dict[str, str]
) -> None:
    answer = visitor("reviewer").post(at(version.piece, "versions/1/comment/"), told)
    assert answer.status_code in (404, 422)
    assert not Comment.objects.exists()


def test_a_quote_is_marked_in_the_text(visitor: Visitor, version: Version) -> None:
    piece = version.piece
    told = {"person": "Inès", "text": QUOTE}
    visitor("editor").post(at(piece, "versions/1/quote/"), told)
    shown = visitor("viewer").get(at(piece, "versions/1/")).content.decode()
    assert f"<mark>{QUOTE}</mark>" in shown
    wrong = {"person": "Inès", "text": "Jamais dit."}
    assert visitor("editor").post(at(piece, "versions/1/quote/"), wrong).status_code == 422
    visitor("editor").post(at(piece, f"quotes/{Quote.objects.get().pk}/remove/"))
    assert not Quote.objects.exists()


def test_the_check_stands_beside_the_text(visitor: Visitor, piece: Piece, owner: User) -> None:
    writing.keep_brief(piece=piece, brief=BRIEF, by=owner)
    told = {"text": "Le levain a faim. Après l'autolyse, la farine boit."}
    shown = visitor("editor").post(at(piece, "text/check/"), told).content.decode()
    assert "dites plutôt repos de la pâte" in shown
    start = told["text"].index("autolyse")
    assert f'data-start="{start}" data-end="{start + 8}"' in shown
    assert "Pas encore de réponse visible" in shown
    assert "pas encore de promesse" in shown


def test_a_brief_that_is_not_made_yet_is_one_invitation(visitor: Visitor, piece: Piece) -> None:
    editor = visitor("editor")
    editor.post(at(piece, "brief/angle/"), {"text": "Commencer par la faim."})
    shown = editor.get(at(piece, "brief/")).content.decode()
    before, _, folded = shown.partition("En rédiger une partie vous-même")
    assert "Commencer par la faim." in before
    assert before.count("/brief/") - before.count("/brief/make/") < folded.count("/brief/")
    assert "En rédiger" not in visitor("viewer").get(at(piece, "brief/")).content.decode()


def test_what_the_team_wrote_stays_when_the_brief_is_made_again(
    visitor: Visitor, piece: Piece, owner: User
) -> None:
    editor = visitor("editor")
    editor.post(at(piece, "brief/angle/"), {"text": "Commencer par la faim."})
    assert editor.post(at(piece, "brief/nowhere/"), {"text": "x"}).status_code == 404
    for _ in range(2):
        writing.keep_brief(piece=piece, brief=BRIEF, by=owner)
    shown = editor.get(at(piece, "brief/")).content.decode()
    assert "Commencer par la faim." in shown
    assert "repos de la pâte" in shown
    printed = editor.get(at(piece, "brief/print/"))
    assert printed.content[:5] == b"%PDF-"


@pytest.fixture
def sent(
    visitor: Visitor,
    quote: Quote,
    mailoutbox: list,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> str:
    """The address in the mail that asks Inès to approve her quotes."""
    told = {"asks": "quotes", "version": "1", "name": "Inès", "email": "Ines@Example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = visitor("editor").post(at(quote.piece, "letters/send/"), told | {"language": "fr"})
    assert answer.status_code == 302
    assert mailoutbox[0].to == ["ines@example.org"]
    assert "Bonjour Inès" in mailoutbox[0].body
    return re.search(r"http://127.0.0.1:8000(/letters/\S+)", mailoutbox[0].body)[1]


def standing(piece: Piece) -> tuple[str, bool]:
    found = approvals.standings(piece, piece.versions.first())[0]
    return found.state, found.covers


def test_quotes_are_approved_by_link_once(sent: str, piece: Piece) -> None:
    guest = Client()
    shown = guest.get(sent, headers={"Accept-Language": "fr"}).content.decode()
    assert f"<mark>{QUOTE}</mark>" in shown
    assert Letter.objects.get().sent_at
    told = AS_IT_STANDS | {"name": "Inès M.", "comment": "Très bien."}
    assert guest.post(f"{sent}decide/", told).status_code == 302
    assert guest.post(f"{sent}decide/", told | {"choice-0": "refuse"}).status_code == 409
    after = guest.get(sent, headers={"Accept-Language": "fr"}).content.decode()
    assert "a bien reçu votre réponse</h1>" in after
    answer = Answer.objects.get()
    assert (answer.approved, answer.name, answer.digest) == (
        True,
        "Inès M.",
        letters.digest([QUOTE]),
    )
    line = Decision.objects.get(what="approved by link")
    assert (line.by, line.name, line.detail["shown"]) == (None, "Inès M.", [QUOTE])
    assert standing(piece) == ("approved", True)


def test_an_approval_covers_the_quote_wherever_it_stands_and_no_other(
    sent: str, piece: Piece, owner: User, visitor: Visitor
) -> None:
    Client().post(f"{sent}decide/", AS_IT_STANDS)
    moved = f"{SAID}\n\nEt puis un levain a faim."
    texts.save(piece=piece, text=moved, base=1, by=owner)
    assert standing(piece) == ("approved", True)
    texts.save(piece=piece, text=moved.replace("sens la", "goûte la"), base=2, by=owner)
    assert standing(piece) == ("approved", False)
    shown = visitor("viewer").get(at(piece, "letters/")).content.decode()
    assert "ne le couvre plus" in shown


def test_an_approved_text_is_covered_to_the_letter(
    visitor: Visitor, version: Version, owner: User
) -> None:
    told = {"asks": "text", "version": "1", "name": "Léo", "email": "l@example.org"}
    visitor("editor").post(at(version.piece, "letters/send/"), told | {"language": "en"})
    letter = Letter.objects.get()
    letters.decide(letter=letter, approved=True, comment="", name="Léo")
    assert standing(version.piece) == ("approved", True)
    texts.save(piece=version.piece, text=f"{TEXT}!", base=1, by=owner)
    assert standing(version.piece) == ("approved", False)


def test_changes_of_a_text_are_asked_for_with_a_word(
    visitor: Visitor, version: Version, piece: Piece
) -> None:
    told = {"asks": "text", "version": "1", "name": "Léo", "email": "l@example.org"}
    visitor("editor").post(at(piece, "letters/send/"), told | {"language": "en"})
    door = f"{letters.link(Letter.objects.get()).removeprefix('http://127.0.0.1:8000')}decide/"
    for told in ({"decision": "change", "name": "Léo"}, {"decision": "approve"}, {}):
        assert Client().post(door, told).status_code == 422
    told = {"decision": "change", "name": "Léo", "comment": "Plutôt « hume »."}
    assert Client().post(door, told).status_code == 302
    assert standing(piece)[0] == "changes"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"choice-0": ""},
        {"choice-0": "perhaps"},
        {"choice-0": "correct", "wording-0": " "},
    ],
)
def test_an_answer_that_says_too_little_is_not_kept(sent: str, wrong: dict[str, str]) -> None:
    """What was typed stands beside what is missing."""
    answer = Client().post(f"{sent}decide/", AS_IT_STANDS | {"comment": "Merci"} | wrong)
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert "Merci" in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_corrected_quote_is_taken_into_the_text(
    sent: str, piece: Piece, visitor: Visitor
) -> None:
    better = "On hume la faim."
    told = AS_IT_STANDS | {"choice-0": "correct", "wording-0": f" {better}\n"}
    Client().post(f"{sent}decide/", told)
    assert standing(piece) == ("corrected", False)
    line = Decision.objects.get(what="corrected by link")
    assert (line.detail["shown"], line.detail["wording"]) == ([QUOTE], [better])
    assert Answer.objects.get().digest == letters.digest([better])
    editor, door = visitor("editor"), at(piece, f"letters/{Letter.objects.get().pk}/wording/")
    assert better in editor.get(at(piece, "letters/")).content.decode()
    assert [one.text for one in unapproved(piece)] == [QUOTE]
    assert editor.post(door).status_code == 302
    assert better in piece.versions.first().text
    assert QUOTE not in piece.versions.first().text
    assert [one.text for one in piece.quotes.all()] == [better]
    assert standing(piece) == ("corrected", True)
    assert not unapproved(piece)
    assert editor.post(door).status_code == 422  # it stands there already


def test_a_refused_quote_has_to_leave_the_text(
    sent: str, piece: Piece, owner: User, visitor: Visitor
) -> None:
    Client().post(f"{sent}decide/", AS_IT_STANDS | {"choice-0": "refuse"})
    assert standing(piece) == ("corrected", False)
    assert unapproved(piece)
    shown = visitor("viewer").get(at(piece, "letters/")).content.decode()
    assert "à ne pas citer" in shown
    texts.save(piece=piece, text="Rien de tel.", base=1, by=owner)
    assert standing(piece) == ("corrected", True)


def test_a_guest_comments_under_the_name_of_the_letter(sent: str) -> None:
    told = {"text": "Merci !", "passage": QUOTE}
    assert Client().post(f"{sent}comment/", told).status_code == 302
    comment = Comment.objects.get()
    assert (comment.name, comment.by) == ("Inès", None)


def test_a_withdrawn_an_old_or_a_changed_link_leads_nowhere(
    sent: str, piece: Piece, visitor: Visitor
) -> None:
    assert Client().get(sent[:-4] + "aaa/").status_code == 404
    Letter.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(sent).status_code == 404
    Letter.objects.update(ends_at=timezone.now() + timedelta(days=1))
    assert Client().get(sent).status_code == 200
    visitor("editor").post(at(piece, f"letters/{Letter.objects.get().pk}/withdraw/"))
    for path, told in (
        ("decide/", AS_IT_STANDS),
        ("comment/", {"text": "x"}),
    ):
        assert Client().post(sent + path, told).status_code == 404
    assert not Answer.objects.exists()


def test_a_link_is_tried_so_often_an_hour(sent: str) -> None:
    answers = [Client().post(f"{sent}decide/", {}).status_code for _ in range(32)]
    assert answers == [422] * 30 + [429] * 2


@pytest.mark.parametrize(
    "wrong",
    [{"email": "nowhere"}, {"name": ""}, {"asks": "money"}, {"name": "Léo"}, {"version": ""}],
)
def test_a_link_that_asks_nothing_is_not_sent(
    visitor: Visitor, quote: Quote, wrong: dict[str, str]
) -> None:
    """Nobody but Inès is quoted."""
    told = {"asks": "quotes", "version": "1", "name": "Inès", "email": "i@example.org"}
    told |= {"language": "fr"} | wrong
    answer = visitor("editor").post(at(quote.piece, "letters/send/"), told)
    assert answer.status_code == 422
    assert not Letter.objects.exists()


def test_a_writer_gets_the_brief_by_link(visitor: Visitor, piece: Piece, owner: User) -> None:
    told = {"asks": "brief", "name": "Léo", "email": "l@example.org", "language": "de"}
    assert visitor("editor").post(at(piece, "letters/send/"), told).status_code == 422
    writing.keep_brief(piece=piece, brief=BRIEF, by=owner)
    visitor("editor").post(at(piece, "letters/send/"), told)
    path = letters.link(Letter.objects.get()).removeprefix("http://127.0.0.1:8000")
    shown = Client().get(path, headers={"Accept-Language": "de"}).content.decode()
    assert "Mit welchen Wörtern" in shown
    assert Client().get(f"{path}print/").content[:5] == b"%PDF-"
    assert Client().post(f"{path}comment/", {"text": "x"}).status_code == 404
    assert Client().post(f"{path}decide/", {"name": "x", "decision": "approve"}).status_code == 422
