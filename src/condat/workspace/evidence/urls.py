"""Addresses of evidence and of the methods behind it."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.evidence import views

urlpatterns: list[URLPattern] = [
    path("evidence/<int:version>/<str:kind>/<str:number>/", views.evidence, name="exhibit"),
    path("methods/<str:name>/", views.method, name="method"),
]
