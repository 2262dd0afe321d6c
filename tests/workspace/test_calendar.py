"""The calendar: rows and events on their days, moved with undo, read elsewhere by an address."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
import pyarrow as pa
from django.test import Client

from condat.core.words import Words
from condat.corpus.schema import TABLES
from condat.usecases.desk import Desk
from condat.usecases.plan.plans import last_plan
from condat.workspace.create.pieces.models import Piece
from condat.workspace.distribute.calendar.actions import link
from condat.workspace.distribute.calendar.days import span
from condat.workspace.distribute.calendar.entries import Entry, entries
from condat.workspace.distribute.calendar.models import Feed
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Membership, Team
from workspace.conftest import Visitor
from workspace.cycle import EVENT

CALENDAR = "/t/moulin/calendar/"


def standing(desk: Desk) -> list[Entry]:
    now = Desk.open(desk.root)
    return entries(Team.objects.get(), now, now.words)


def entry(desk: Desk, row: str) -> Entry:
    return next(one for one in standing(desk) if one.row == row)


def on(desk: Desk, row: str) -> str:
    return entry(desk, row).day.isoformat()


def in_days(desk: Desk, days: int) -> str:
    return (desk.as_of + timedelta(days=days)).date().isoformat()


def test_rows_and_events_stand_on_their_days(visitor: Visitor, planned: Desk) -> None:
    kinds = [one.kind for one in standing(planned)]
    assert kinds == ["plan", "event", "plan", "plan"]
    day = in_days(planned, 3)
    for view in ("month", "week"):
        shown = visitor("viewer").get(f"{CALENDAR}?view={view}&on={day}").content.decode()
        assert "levain a1" in shown
        assert f'data-day="{day}"' in shown
    assert visitor("viewer").get(f"{CALENDAR}?view=x&on=never").status_code == 200
    german = visitor("viewer").get(f"{CALENDAR}?on={day}", headers={"accept-language": "de"})
    assert f'data-label="{Words("de").weekday(0)}, ' in german.content.decode()


def test_an_empty_calendar_leads_to_what_fills_it(visitor: Visitor, team: Team) -> None:
    for role, ways in (
        ("editor", ("plan/", "pieces/new/", "listen/import/")),
        ("viewer", ("plan/",)),
    ):
        shown = visitor(role).get(CALENDAR).content.decode()
        empty = shown.partition('class="empty"')[2].partition("</div>")[0]
        assert re.findall(r'href="/t/moulin/([^"]*)"', empty) == list(ways)


def test_a_piece_stands_on_its_day_once(visitor: Visitor, planned: Desk) -> None:
    team, due = Team.objects.get(), planned.as_of + timedelta(days=4)
    Piece.objects.create(team=team, title="Le fournil", kind="article", due=due)
    Piece.objects.create(team=team, title="De la ligne", kind="article", due=due, row="a1")
    pieces = [one.title for one in standing(planned) if one.kind == "piece"]
    assert pieces == ["Le fournil"]
    assert "Le fournil" in visitor("viewer").get(CALENDAR).content.decode()


def test_an_entry_of_an_imported_calendar_that_is_a_piece_stands_there_as_the_piece(
    visitor: Visitor, planned: Desk
) -> None:
    [event] = [one for one in standing(planned) if one.kind == "event"]
    due = datetime.combine(event.day, time(12), ZoneInfo(planned.settings.plan.time_zone))
    title = f"{event.title.upper()} !"
    made = Piece.objects.create(team=Team.objects.get(), title=title, kind="article", due=due)
    assert [one.kind for one in standing(planned)] == ["plan", "piece", "plan", "plan"]
    day = in_days(planned, 20)  # moved here, it does not stand where it was imported either
    visitor("editor").post(f"{CALENDAR}pieces/{made.pk}/move/", {"day": day})
    assert "event" not in {one.kind for one in standing(planned)}
    Piece.objects.update(title="Another")
    assert "event" in {one.kind for one in standing(planned)}


def test_an_entry_that_says_less_than_its_piece_is_the_piece(planned: Desk) -> None:
    desk = Desk.open(planned.root)
    event = EVENT | {"title": "La foire aux pains de Rouen", "at": desk.as_of + timedelta(days=3)}
    with desk.corpus.transaction(at=datetime.now(UTC), note="longer") as tx:
        tx.upsert("calendar", pa.Table.from_pylist([event], schema=TABLES["calendar"].schema))
    assert "event" in {one.kind for one in standing(desk)}
    title, due = "Ce qui attend la foire aux pains de Rouen", desk.as_of + timedelta(days=9)
    Piece.objects.create(team=Team.objects.get(), title=title, kind="article", due=due)
    assert "event" not in {one.kind for one in standing(desk)}


def test_an_entry_is_joined_to_its_piece_by_hand_and_separated(
    visitor: Visitor, planned: Desk
) -> None:
    team, due = Team.objects.get(), planned.as_of + timedelta(days=9)
    piece = Piece.objects.create(team=team, title="Rouen en novembre", kind="article", due=due)
    of_row = Piece.objects.create(team=team, title="Ligne", kind="article", due=due, row="a1")
    editor, told = visitor("editor"), {"entry": EVENT["uri"], "piece": piece.pk}
    day = {"on": in_days(planned, 7)}
    assert f'value="{EVENT["uri"]}"' in editor.get(CALENDAR, day).content.decode()
    assert visitor("viewer").post(f"{CALENDAR}entries/join/", told).status_code == 403
    editor.post(f"{CALENDAR}entries/join/", told)
    assert [one.kind for one in standing(planned)] == ["plan", "piece", "plan", "plan"]
    (one,) = [one for one in standing(planned) if one.joined]
    assert (one.key, one.joined) == (f"piece-{piece.pk}", {EVENT["uri"]: EVENT["title"]})
    shown = editor.get(CALENDAR, {"on": in_days(planned, 9)}).content.decode()
    assert "Foire aux pains" in shown.partition(f'id="entry-{one.key}"')[2].partition("</li>")[0]
    editor.post(f"{CALENDAR}entries/join/", told | {"piece": of_row.pk})  # another word on it
    assert [one.key for one in standing(planned) if one.joined] == ["row-a1"]
    Piece.objects.filter(pk=of_row.pk).update(row="", due=None)  # nothing stands for it any more
    assert "event" in {one.kind for one in standing(planned)}
    editor.post(f"{CALENDAR}entries/part/", {"entry": EVENT["uri"]})
    assert Decision.objects.filter(what="entry joined").count() == 2
    last = Decision.objects.get(what="entry separated")
    assert (last.by.email, last.detail) == ("editor@example.org", {"entry": EVENT["title"]})
    nothing = editor.post(f"{CALENDAR}entries/join/", told | {"entry": "none"})
    nowhere = editor.post(f"{CALENDAR}entries/join/", told | {"piece": "9" * 40})
    assert (nothing.status_code, nowhere.status_code) == (302, 404)
    assert editor.post(f"{CALENDAR}entries/part/", {"entry": "none"}).status_code == 302
    assert Decision.objects.filter(what__startswith="entry ").count() == 3


def test_a_title_of_several_entries_is_a_piece_s_on_its_day_alone(planned: Desk) -> None:
    desk = Desk.open(planned.root)
    [event] = [one for one in standing(desk) if one.kind == "event"]
    at = desk.as_of + timedelta(days=30)
    next_one = EVENT | {"uri": "urn:calendar:next", "title": event.title, "at": at}
    with desk.corpus.transaction(at=datetime.now(UTC), note="another") as tx:
        tx.upsert("calendar", pa.Table.from_pylist([next_one], schema=TABLES["calendar"].schema))
    due = datetime.combine(event.day, time(12), ZoneInfo(desk.settings.plan.time_zone))
    team = Team.objects.get()
    Piece.objects.create(team=team, title=event.title, kind="article", due=due)
    left = [one.key for one in standing(desk) if one.kind == "event"]
    assert left == ["event-urn:calendar:next"]


def test_a_piece_moves_alone_or_with_its_row(visitor: Visitor, planned: Desk) -> None:
    team, due = Team.objects.get(), planned.as_of + timedelta(days=4)
    alone = Piece.objects.create(team=team, title="Le fournil", kind="article", due=due)
    of_row = Piece.objects.create(team=team, title="Ligne", kind="article", due=due, row="a1")
    editor = visitor("editor")
    day = in_days(planned, 6)
    assert editor.post(f"{CALENDAR}pieces/{alone.pk}/move/", {"day": day}).status_code == 302
    assert editor.post(f"{CALENDAR}pieces/{alone.pk}/move/", {"day": "x"}).status_code == 422
    editor.post(f"{CALENDAR}a1/move/", {"day": day})
    for piece in (alone, of_row):
        piece.refresh_from_db()
        assert piece.due
        zone = ZoneInfo(planned.settings.plan.time_zone)  # at night UTC has another day
        assert piece.due.astimezone(zone).date().isoformat() == day


def test_a_dismissed_row_leaves_the_calendar(visitor: Visitor, planned: Desk) -> None:
    visitor("editor").post("/t/moulin/plan/a1/dismissed/", {"why": "Trop vague"})
    assert "row-a1" not in {one.key for one in standing(planned)}


def test_a_row_is_moved_keeps_its_hour_and_goes_back(visitor: Visitor, planned: Desk) -> None:
    editor, before = visitor("editor"), on(planned, "a1")
    hour = entry(planned, "a1").clock
    answer = editor.post(f"{CALENDAR}a1/move/", {"day": in_days(planned, 5), "view": "week"})
    assert answer.status_code == 302
    assert on(planned, "a1") == in_days(planned, 5)
    assert entry(planned, "a1").clock == hour
    assert "row-a1" in editor.get(answer.url).content.decode()
    editor.post(f"{CALENDAR}a1/move/", {"day": in_days(planned, 6), "time": "18:30"})
    editor.post(f"{CALENDAR}a1/back/")
    assert on(planned, "a1") == in_days(planned, 5)
    editor.post(f"{CALENDAR}a1/back/")
    assert on(planned, "a1") == before
    assert [d.what for d in Decision.objects.all()] == ["undone", "undone", "moved", "moved"]


def test_a_row_is_not_moved_into_the_past_nor_nowhere(visitor: Visitor, planned: Desk) -> None:
    editor, before = visitor("editor"), on(planned, "a1")
    for day in ("2001-01-01", "", "tomorrow"):
        answer = editor.post(f"{CALENDAR}a1/move/", {"day": day})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
    assert editor.post(f"{CALENDAR}zz/move/", {"day": in_days(planned, 5)}).status_code == 404
    assert on(planned, "a1") == before
    assert not Decision.objects.exists()


def test_a_month_is_of_whole_weeks() -> None:
    for month in range(1, 13):
        shown = span("month", datetime(2027, month, 15, tzinfo=UTC).date())
        assert shown.first.weekday() == 0
        assert shown.last.weekday() == 6
        assert shown.first <= shown.anchor <= shown.last
        assert span("month", shown.after).before == shown.anchor


def subscribed(client: Client) -> str:
    client.post(f"{CALENDAR}address/make/")
    made = Feed.objects.order_by("made_at").last()
    assert made
    address = link(made)
    assert address in client.get(CALENDAR).content.decode()
    return urlsplit(address).path


def test_the_calendar_is_read_elsewhere_by_its_address(visitor: Visitor, planned: Desk) -> None:
    editor = visitor("editor")
    address = subscribed(editor)
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = {e["uid"]: e for e in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}
    kept = last_plan(planned)
    assert kept
    row = events["row-a1@moulin.127.0.0.1"]
    assert row.decoded("dtstart") == kept.rows[0]["moment"].replace(microsecond=0)
    assert "levain a1" in str(row["summary"])
    assert str(row["url"]).endswith("/t/moulin/plan/a1/")
    assert len(events) == 4
    editor.post(f"{CALENDAR}a1/move/", {"day": in_days(planned, 5)})
    moved = icalendar.Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    assert {e["uid"] for e in moved} == set(events)


def test_an_unchanged_calendar_is_not_sent_again(visitor: Visitor, planned: Desk) -> None:
    editor = visitor("editor")
    address = subscribed(editor)
    first = Client().get(address)
    again = Client().get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    editor.post(f"{CALENDAR}a1/move/", {"day": in_days(planned, 5)})
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_the_address_speaks_its_members_language(visitor: Visitor, planned: Desk) -> None:
    editor = visitor("editor")
    address = subscribed(editor)
    user = Membership.objects.get(role="editor").user
    for language, said in (("fr", "Article : "), ("de", "Artikel: ")):
        user.language = language
        user.save()
        text = Client().get(address).content.decode().replace("\u00a0", " ").replace("\r\n ", "")
        assert said in text


def test_another_address_ends_the_one_before_and_leaving_ends_it(
    visitor: Visitor, planned: Desk
) -> None:
    editor = visitor("editor")
    first = subscribed(editor)
    second = subscribed(editor)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert Client().get(second[:-9] + "AAAAA.ics").status_code == 404
    editor.post(f"{CALENDAR}address/end/")
    assert Client().get(second).status_code == 404
    third = subscribed(editor)
    Membership.objects.get(role="editor").delete()
    assert Client().get(third).status_code == 404
    assert not Feed.objects.exists()


def test_each_member_has_an_address_of_their_own(visitor: Visitor, planned: Desk) -> None:
    assert subscribed(visitor("editor")) != subscribed(visitor("viewer"))
