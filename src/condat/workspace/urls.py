"""Every address. A team's pages all come in through ``teams.access.page``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from condat.workspace.distribute import plan as planned
from condat.workspace.home.views import home, teams
from condat.workspace.jobs import views as jobs
from condat.workspace.measure import views as measure
from condat.workspace.plan import listen, people, strategy, words
from condat.workspace.teams import views as team

TEAM: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("strategy/", strategy.strategy, name="strategy"),
    path("strategy/<str:field>/write/", strategy.write, name="write"),
    path("strategy/<str:field>/approve/", strategy.approve, name="approve"),
    path("strategy/override/", strategy.override, name="override"),
    path("listen/", listen.listen, name="listen"),
    path("listen/add/", listen.add, name="add-source"),
    path("listen/run/", listen.run, name="run-sources"),
    path("listen/upload/", listen.upload, name="upload"),
    path("listen/<str:name>/remove/", listen.remove, name="remove-source"),
    path("keywords/", words.keywords, name="keywords"),
    path("keywords/check/", words.check, name="check"),
    path("topics/", words.topics, name="topics"),
    path("personas/", people.personas, name="personas"),
    path("people/", people.people, name="people"),
    path("plan/", planned.plan, name="plan"),
    path("plan/make/", planned.make, name="make-plan"),
    path("plan/<str:row>/<str:verdict>/", planned.decide, name="decide"),
    path("calendar/", planned.calendar, name="calendar"),
    path("results/", measure.results, name="results"),
    path("reports/", measure.reports, name="reports"),
    path("reports/<str:name>", measure.report, name="report"),
    path("jobs/<uuid:job_id>/", jobs.job, name="job"),
    path("jobs/<uuid:job_id>/cancel/", jobs.cancel, name="cancel-job"),
    path("settings/", team.settings, name="settings"),
    path("settings/invite/", team.invite, name="invite"),
    path("settings/members/<int:number>/", team.member, name="member"),
    path("settings/forget/", team.forget, name="forget"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", teams, name="teams"),
    path("join/<str:token>/", team.join, name="join"),
    path("accounts/", include("allauth.urls")),
    path("t/<slug:slug>/", include(TEAM)),
]
handler404 = "condat.workspace.faults.not_found"
handler403 = "condat.workspace.faults.refused"
handler500 = "condat.workspace.faults.broken"
