"""Addresses of the third stage: the plan and its calendar."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.distribute import means, plan
from condat.workspace.distribute.calendar import feed, joining, views

urlpatterns: list[URLPattern] = [
    path("plan/", plan.plan, name="plan"),
    path("plan/make/", plan.make, name="make-plan"),
    path("plan/changes/", plan.changes, name="plan-changes"),
    path("plan/means/", means.means, name="means"),
    path("plan/means/change/", means.change, name="change-means"),
    path("plan/<str:row>/", plan.row, name="plan-row"),
    path("plan/<str:row>/undo/", plan.undo, name="undo"),
    path("plan/<str:row>/<str:verdict>/", plan.decide, name="decide"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/address/make/", feed.renew, name="make-calendar-address"),
    path("calendar/address/end/", feed.end, name="end-calendar-address"),
    path("calendar/entries/join/", joining.join, name="join-entry"),
    path("calendar/entries/part/", joining.part, name="part-entry"),
    path("calendar/pieces/<int:number>/move/", views.move_due, name="move-due"),
    path("calendar/<str:row>/move/", views.move, name="move"),
    path("calendar/<str:row>/back/", views.move_back, name="move-back"),
]
