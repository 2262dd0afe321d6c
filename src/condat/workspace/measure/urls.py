"""Addresses of the fourth stage: results and reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.measure import reports, views
from condat.workspace.measure.indicators import views as indicators
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
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/new/", indicators.new, name="new-indicator"),
    path("indicators/<int:number>/edit/", indicators.edit, name="edit-indicator"),
    path("indicators/<int:number>/keep/", indicators.keep, name="keep-indicator"),
    path("indicators/<int:number>/drop/", indicators.drop, name="drop-indicator"),
    path("indicators/<int:number>/note/", indicators.note, name="note-indicator"),
    path("scorecard/", indicators.card, name="scorecard"),
    path("lessons/", lessons.lessons, name="lessons"),
    path("lessons/new/", lessons.new, name="new-lesson"),
    path("lessons/<int:number>/accept/", lessons.accept, name="accept-lesson"),
    path("lessons/<int:number>/refuse/", lessons.refuse, name="refuse-lesson"),
    path("results/", views.results, name="results"),
    path("reports/", reports.reports, name="reports"),
    path("reports/write/", reports.write, name="write-report"),
    path("reports/tables/<str:name>.<str:form>", reports.table, name="table"),
    path("reports/<str:name>", reports.report, name="report"),
]
