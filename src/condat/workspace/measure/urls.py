"""Addresses of the fourth stage: results and reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.measure import views
from condat.workspace.measure.lessons import views as lessons
from condat.workspace.measure.trials import views as trials

urlpatterns: list[URLPattern] = [
    path("tests/", trials.trials, name="trials"),
    path("tests/new/", trials.new, name="new-trial"),
    path("tests/<int:number>/", trials.trial, name="trial"),
    path("tests/<int:number>/edit/", trials.edit, name="edit-trial"),
    path("tests/<int:number>/start/", trials.start, name="start-trial"),
    path("tests/<int:number>/read/", trials.note, name="read-trial"),
    path("tests/<int:number>/end/", trials.end, name="end-trial"),
    path("lessons/", lessons.lessons, name="lessons"),
    path("lessons/new/", lessons.new, name="new-lesson"),
    path("lessons/<int:number>/accept/", lessons.accept, name="accept-lesson"),
    path("lessons/<int:number>/refuse/", lessons.refuse, name="refuse-lesson"),
    path("results/", views.results, name="results"),
    path("reports/", views.reports, name="reports"),
    path("reports/<str:name>", views.report, name="report"),
]
