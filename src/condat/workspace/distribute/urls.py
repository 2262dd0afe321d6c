"""Addresses of the third stage: the plan and its calendar."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.distribute import plan

urlpatterns: list[URLPattern] = [
    path("plan/", plan.plan, name="plan"),
    path("plan/make/", plan.make, name="make-plan"),
    path("plan/<str:row>/<str:verdict>/", plan.decide, name="decide"),
    path("calendar/", plan.calendar, name="calendar"),
]
