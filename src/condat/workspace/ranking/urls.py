"""Addresses of rankings that can be made public."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.ranking import views

urlpatterns: list[URLPattern] = [
    path("ranking/", views.rankings, name="ranking"),
    path("ranking/publish/", views.publish, name="publish-ranking"),
    path("ranking/<int:number>/withdraw/", views.withdraw, name="withdraw-ranking"),
]
