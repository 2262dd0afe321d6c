"""Addresses of the pages about the API."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.api import views

urlpatterns: list[URLPattern] = [
    path("settings/api/", views.api, name="api"),
    path("settings/api/make/", views.make, name="make-token"),
    path("settings/api/<int:number>/revoke/", views.revoke, name="revoke-token"),
]
