"""Every address. A team's pages all come in through ``teams.access.page``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from condat.workspace.api.pages import urlpatterns as api_pages
from condat.workspace.api.problems import nothing
from condat.workspace.api.urls import api
from condat.workspace.create.urls import elsewhere as partners
from condat.workspace.create.urls import urlpatterns as create
from condat.workspace.distribute.calendar.feed import feed
from condat.workspace.distribute.urls import urlpatterns as distribute
from condat.workspace.evidence.urls import urlpatterns as evidence
from condat.workspace.home.urls import urlpatterns as cycle
from condat.workspace.home.views import stop, teams
from condat.workspace.jobs.urls import urlpatterns as jobs
from condat.workspace.measure.urls import urlpatterns as measure
from condat.workspace.plan.urls import urlpatterns as plan
from condat.workspace.protection.urls import urlpatterns as protection
from condat.workspace.protection.views import public
from condat.workspace.ranking.urls import urlpatterns as ranking
from condat.workspace.ranking.views import public as public_ranking
from condat.workspace.teams import views as team
from condat.workspace.teams.urls import urlpatterns as settings
from condat.workspace.webhooks.urls import urlpatterns as webhooks

TEAM: list[URLPattern] = [
    *cycle,
    *plan,
    *create,
    *evidence,
    *ranking,
    *distribute,
    *measure,
    *jobs,
    *settings,
    *protection,
    *api_pages,
    *webhooks,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", teams, name="teams"),
    path("join/<str:token>/", team.join, name="join"),
    path("ranking/<str:token>/", public_ranking, name="public-ranking"),
    path("notice/<slug:slug>/", public, name="public-notice"),
    path("calendar/<str:token>.ics", feed, name="calendar-feed"),
    path("letter/<str:token>/stop/", stop, name="stop-letter"),
    *partners,
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", nothing, name="nothing"),
    path("t/<slug:slug>/", include(TEAM)),
]
handler400 = "condat.workspace.pages.faults.unread"
handler404 = "condat.workspace.pages.faults.not_found"
handler403 = "condat.workspace.pages.faults.refused"
handler429 = "condat.workspace.pages.faults.too_often"  # of the sign-in's library
handler500 = "condat.workspace.pages.faults.broken"
