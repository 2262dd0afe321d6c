"""Addresses of the fourth stage: results and reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.measure import views

urlpatterns: list[URLPattern] = [
    path("results/", views.results, name="results"),
    path("reports/", views.reports, name="reports"),
    path("reports/<str:name>", views.report, name="report"),
]
