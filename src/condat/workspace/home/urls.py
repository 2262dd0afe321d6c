"""Addresses of Home: the cycle, and the letter on Mondays."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.home import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("cycle/hypothesis/", views.believe, name="believe"),
    path("cycle/review/", views.review, name="review"),
    path("cycle/jobs/", views.assign, name="assign"),
    path("letter/", views.hear, name="hear"),
]
