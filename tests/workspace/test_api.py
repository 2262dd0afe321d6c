"""The API through its door: tokens, roles, pages of lists, problems, done once per key."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from condat.usecases.desk import Desk
from condat.usecases.init import init
from condat.usecases.listen.importing import import_files
from condat.usecases.search import indexing
from condat.workspace.accounts.models import User
from condat.workspace.api import tokens
from condat.workspace.api.models import Token
from condat.workspace.jobs.models import Job
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Membership, Team
from condat.workspace.teams.roles import MAY, Role
from workspace.conftest import Visitor

HERE = "/api/v1/teams/moulin"
Caller = Callable[..., Client]


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    cache.clear()


@pytest.fixture
def caller(team: Team, owner: User) -> Caller:
    """A program with a token of somebody of a role, for all that the role allows or less."""

    def made(role: str, *acts: str) -> Client:
        user, _ = User.objects.get_or_create(email=f"{role}@example.org")
        mine, _ = Membership.objects.get_or_create(team=team, user=user, defaults={"role": role})
        token, secret = tokens.make(
            membership=mine, name="Tableau de bord", acts=acts or MAY[Role(role)], days=30
        )
        client = Client(headers={"Authorization": f"Bearer {secret}", "Accept-Language": "en"})
        client.token = token  # type: ignore[attr-defined]
        return client

    return made


@pytest.fixture
def heard(team: Team, tmp_path: Path) -> Team:
    """A team that has heard five posts."""
    file = tmp_path / "posts.csv"
    rows = [f"https://a.example/{n},Levain {n},Actif,2026-01-0{n},Ana" for n in range(1, 6)]
    file.write_text("\n".join(["url,title,text,published,author", *rows]))
    import_files(Desk.open(team.root), [file])
    indexing.bring(Desk.open(team.root))
    return team


def read(answer: HttpResponse) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def problem(answer: HttpResponse, status: int, kind: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert (told["status"], told["type"]) == (status, f"urn:condat:problem:{kind}")
    assert told["title"]
    return told


def test_a_token_opens_its_team_for_what_the_role_allows(caller: Caller) -> None:
    (team,) = read(caller("analyst").get("/api/v1/teams"))
    assert team == {
        "slug": "moulin",
        "name": "Moulin",
        "role": "analyst",
        "acts": ["comment", "listen", "read"],
    }


def test_without_a_token_nothing_is_said(team: Team, visitor: Visitor) -> None:
    for client in (Client(), visitor("owner"), Client(headers={"Authorization": "Bearer x"})):
        answer = client.get(f"{HERE}/strategy")
        problem(answer, 401, "unauthorized")
        assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_is_kept_as_a_hash_with_its_last_use(caller: Caller) -> None:
    client = caller("viewer")
    kept = Token.objects.get()
    assert kept.used_at is None
    secret = client.defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    assert secret.startswith(kept.start)
    assert secret not in str(Token.objects.values())
    client.get("/api/v1/teams")
    kept.refresh_from_db()
    assert kept.used_at is not None


def test_a_token_ends_when_it_is_revoked_old_or_its_owner_leaves(
    caller: Caller, owner: User
) -> None:
    client = caller("viewer")
    token: Token = client.token  # type: ignore[attr-defined]
    assert client.get("/api/v1/teams").status_code == 200
    Token.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert client.get("/api/v1/teams").status_code == 401
    Token.objects.update(ends_at=timezone.now() + timedelta(days=1))
    tokens.revoke(token=token, by=owner)
    assert client.get("/api/v1/teams").status_code == 401
    assert Decision.objects.first().what == "token revoked"
    other = caller("viewer")
    Membership.objects.filter(user__email="viewer@example.org").delete()
    assert other.get("/api/v1/teams").status_code == 401


def test_a_token_never_does_more_than_its_owner_may_now(caller: Caller) -> None:
    client = caller("editor")
    assert client.post(f"{HERE}/jobs/plan", {}, "application/json").status_code == 202
    Membership.objects.filter(user__email="editor@example.org").update(role="viewer")
    problem(client.post(f"{HERE}/jobs/plan", {}, "application/json"), 403, "forbidden")
    assert client.get(f"{HERE}/strategy").status_code == 200


def test_a_token_of_another_team_finds_nothing(caller: Caller, tmp_path: Path) -> None:
    init(tmp_path / "other", brand="Other", language="fr")
    Team.objects.create(slug="other", name="Other", folder=str(tmp_path / "other"))
    problem(caller("owner").get("/api/v1/teams/other/strategy"), 404, "not-found")


def test_posts_come_in_pages_and_filtered(caller: Caller, heard: Team) -> None:
    client = caller("viewer")
    first = read(client.get(f"{HERE}/posts?limit=2"))
    rest = read(client.get(f"{HERE}/posts", {"limit": 4, "cursor": first["next"]}))
    told = [post["uri"] for post in first["items"] + rest["items"]]
    assert told == [f"https://a.example/{n}" for n in range(1, 6)]
    assert rest["next"] is None
    found = read(client.get(f"{HERE}/posts?text=levains+3"))["items"]
    assert [post["title"] for post in found] == ["Levain 3"]
    assert len(read(client.get(f"{HERE}/posts", {"text": "ACTIFS -3"}))["items"]) == 4
    assert read(client.get(f"{HERE}/posts?text=brioche"))["items"] == []
    since = read(client.get(f"{HERE}/posts?since=2026-01-04&until=2026-01-05"))["items"]
    assert [post["title"] for post in since] == ["Levain 4"]
    author = found[0]["author_uris"][0]
    assert len(read(client.get(f"{HERE}/posts", {"author": author}))["items"]) == 5
    two = ["https://a.example/1", "https://a.example/5"]
    assert len(read(client.get(f"{HERE}/posts", {"uri": two}))["items"]) == 2


def test_a_post_that_just_came_in_is_found_and_without_an_index_none(
    caller: Caller, heard: Team, tmp_path: Path
) -> None:
    client = caller("viewer")
    file = tmp_path / "more.csv"
    file.write_text("url,title,text,published\nhttps://a.example/9,Brioche,Beurre,2026-02-01\n")
    import_files(Desk.open(heard.root), [file])
    (found,) = read(client.get(f"{HERE}/posts?text=brioches"))["items"]
    assert found["uri"] == "https://a.example/9"
    shutil.rmtree(heard.root / "index")
    problem(client.get(f"{HERE}/posts?text=brioches"), 409, "not-yet")


@pytest.mark.parametrize("cursor", ["x", "bm8", "W10", "Ilx1ZDgwMCI", "é"])
def test_a_cursor_of_somebody_else_is_refused(caller: Caller, team: Team, cursor: str) -> None:
    told = problem(caller("viewer").get(f"{HERE}/posts", {"cursor": cursor}), 422, "input")
    assert told["errors"][0]["field"] == "cursor"


def test_what_did_not_change_is_not_sent_again(caller: Caller) -> None:
    client = caller("viewer")
    etag = client.get(f"{HERE}/watch")["ETag"]
    again = client.get(f"{HERE}/watch", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_before_the_first_plan_a_list_says_what_it_takes(caller: Caller) -> None:
    for name in ("keywords", "topics", "people", "shortlist", "plan"):
        told = problem(caller("viewer").get(f"{HERE}/{name}"), 409, "not-yet")
        assert told["hint"] == "Make the first plan."


def test_a_problem_is_told_in_the_callers_language(caller: Caller) -> None:
    french = {"Accept-Language": "fr"}
    answer = caller("viewer").get(f"{HERE}/plan", headers=french)
    assert answer.json()["detail"] == "Aucun plan n’a encore été fait."


def test_what_is_asked_with_a_key_is_done_once(caller: Caller) -> None:
    client = caller("analyst")

    def ask(key: str, *terms: str) -> HttpResponse:
        told, headers = {"terms": terms}, {"Idempotency-Key": key}
        return client.post(f"{HERE}/jobs/check", told, "application/json", headers=headers)

    first = ask("a", "levain")
    Job.objects.update(state="done")
    assert ask("a", "levain").json() == first.json()
    assert ask("b", "levain").json()["id"] != first.json()["id"]
    problem(ask("a", "farine"), 422, "input")
    problem(ask("k" * 201, "levain"), 422, "input")
    assert Job.objects.count() == 2


def test_a_file_is_imported(caller: Caller, team: Team) -> None:
    client = caller("analyst")
    told = client.post(f"{HERE}/imports", {"file": SimpleUploadedFile("posts.csv", b"url\n")})
    assert told.status_code == 202
    assert read(client.get(f"{HERE}/jobs/{told.json()['id']}"))["state"] == "waiting"
    wrong = SimpleUploadedFile("posts.exe", b"MZ")
    problem(client.post(f"{HERE}/imports", {"file": wrong}), 422, "input")
    (listed,) = read(client.get(f"{HERE}/jobs"))["items"]
    assert listed["kind"] == "import"


def test_a_job_of_another_team_is_not_there(caller: Caller, tmp_path: Path) -> None:
    other = Team.objects.create(slug="other", name="Other", folder=str(tmp_path))
    job = Job.objects.create(team=other, kind="plan")
    client = caller("owner")
    problem(client.get(f"{HERE}/jobs/{job.pk}"), 404, "not-found")
    problem(client.post(f"{HERE}/jobs/{job.pk}/cancel"), 404, "not-found")


def test_a_program_stops_what_its_token_may_start(caller: Caller, team: Team) -> None:
    job = Job.objects.create(team=team, kind="plan")
    problem(caller("analyst").post(f"{HERE}/jobs/{job.pk}/cancel"), 403, "forbidden")
    assert caller("editor").post(f"{HERE}/jobs/{job.pk}/cancel").status_code == 200
    assert Job.objects.get().cancel_asked


def test_a_table_is_taken_out_as_a_file(caller: Caller, heard: Team) -> None:
    client = caller("analyst")
    told = b"".join(client.get(f"{HERE}/exports/posts?form=csv").streaming_content)
    assert told.count(b"https://a.example/") >= 5
    problem(client.get(f"{HERE}/exports/nothing"), 404, "not-found")
    problem(client.get(f"{HERE}/exports/posts?form=doc"), 422, "invalid")


def test_a_caller_that_asks_too_much_waits(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    from condat.workspace.api.urls import api

    (throttle,) = api.throttle
    monkeypatch.setattr(throttle, "num_requests", 2)
    client, other = caller("viewer"), caller("analyst")
    answers = [client.get("/api/v1/teams").status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert int(client.get("/api/v1/teams")["Retry-After"]) >= 1
    assert other.get("/api/v1/teams").status_code == 200


def test_an_address_that_is_none_is_a_problem_too(team: Team) -> None:
    problem(Client().get("/api/v1/nothing/here"), 404, "not-found")


@pytest.fixture(scope="session")
def planned(reported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(reported, tmp_path_factory.mktemp("api") / "community"))


@pytest.mark.slow
def test_a_number_opens_onto_its_posts(caller: Caller, team: Team, planned: Path) -> None:
    Team.objects.update(folder=str(planned))
    client = caller("editor")
    keywords = read(client.get(f"{HERE}/keywords?limit=3"))
    term = keywords["items"][0]
    assert term["reasons"][0]["text"]
    told = read(client.get(f"{HERE}/evidence", {"of": "keyword", "key": term["term"]}))
    assert told["version"] == keywords["version"]
    assert {post["uri"] for post in told["posts"]} <= set(term["evidence"])
    assert told["posts"]
    people = read(client.get(f"{HERE}/people"))["items"]
    gone = people[0]
    assert [row["rank"] for row in people] == sorted(row["rank"] for row in people)
    team.objections.create(person_uri=gone["person_uri"], name=gone["name"], how="mail")
    left = read(client.get(f"{HERE}/people"))["items"]
    assert gone["person_uri"] not in {row["person_uri"] for row in left}
    asked = {"of": "person", "key": gone["person_uri"]}
    problem(client.get(f"{HERE}/evidence", asked), 404, "not-found")
    row = read(client.get(f"{HERE}/plan"))["items"][0]["row"]
    door = f"{HERE}/plan/{row}/decision"
    problem(client.post(door, {"verdict": "dismissed"}, "application/json"), 422, "input")
    told = {"verdict": "dismissed", "why": "La foire est passée"}
    assert client.post(door, told, "application/json").status_code == 200
    (said,) = [one["said"] for one in read(client.get(f"{HERE}/plan"))["items"] if one["said"]]
    assert (said["verdict"], said["why"]) == ("dismissed", "La foire est passée")
    assert Decision.objects.filter(what="dismissed").get().subject == row


def test_a_token_is_made_in_settings_and_shown_once(visitor: Visitor, team: Team) -> None:
    analyst, page = visitor("analyst"), "/t/moulin/settings/api/"
    told = {"name": "Entrepôt", "acts": ["read", "listen"], "days": "30"}
    made = analyst.post(f"{page}make/", told)
    (secret,) = re.findall(r"condat_[\w-]{40,}", made.content.decode())
    assert made["Cache-Control"] == "no-store"
    assert secret not in analyst.get(page).content.decode()
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    assert read(client.get("/api/v1/teams"))[0]["acts"] == ["listen", "read"]
    assert analyst.post(f"{page}make/", told | {"acts": ["manage"]}).status_code == 422
    assert analyst.post(f"{page}make/", told | {"acts": []}).status_code == 422
    number = Token.objects.get().pk
    assert visitor("viewer").post(f"{page}{number}/revoke/").status_code == 404
    assert "Entrepôt" not in visitor("viewer").get(page).content.decode()
    assert visitor("owner").post(f"{page}{number}/revoke/").status_code == 302
    assert client.get("/api/v1/teams").status_code == 401
