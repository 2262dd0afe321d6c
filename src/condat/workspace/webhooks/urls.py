"""Addresses of the webhooks' page."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.webhooks import views

HERE = "settings/webhooks/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.webhooks, name="webhooks"),
    path(f"{HERE}add/", views.add, name="add-webhook"),
    path(f"{HERE}<int:number>/rotate/", views.rotate, name="rotate-webhook"),
    path(f"{HERE}<int:number>/remove/", views.remove, name="remove-webhook"),
    path(f"{HERE}<int:number>/test/", views.test, name="test-webhook"),
]
