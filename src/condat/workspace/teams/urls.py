"""Addresses of a team's settings."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.teams import views

urlpatterns: list[URLPattern] = [
    path("settings/", views.settings, name="settings"),
    path("settings/invite/", views.invite, name="invite"),
    path("settings/members/<int:number>/", views.member, name="member"),
    path("settings/forget/", views.forget, name="forget"),
]
