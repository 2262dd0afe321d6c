"""Addresses of a team's settings."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.teams import log, team, views

urlpatterns: list[URLPattern] = [
    path("settings/", views.settings, name="settings"),
    path("settings/invite/", views.invite, name="invite"),
    path("settings/members/<int:number>/", views.member, name="member"),
    path("settings/members/<int:number>/transfer/", team.transfer, name="transfer"),
    path("settings/team/", team.team, name="team"),
    path("settings/team/change/", team.change, name="change-team"),
    path("settings/me/", team.mine, name="mine"),
    path("settings/me/change/", team.change_mine, name="change-mine"),
    path("settings/me/leave/", team.leave, name="leave"),
    path("settings/record/", log.log, name="record"),
    path("settings/record/export/", log.export, name="export-record"),
]
