"""Addresses of long work: its progress, and its end."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.jobs import views

urlpatterns: list[URLPattern] = [
    path("jobs/<uuid:job_id>/", views.job, name="job"),
    path("jobs/<uuid:job_id>/cancel/", views.cancel, name="cancel-job"),
    path("jobs/<uuid:job_id>/again/", views.again, name="do-again"),
    path("jobs/<uuid:job_id>/away/", views.away, name="put-away"),
]
