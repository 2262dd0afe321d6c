"""Addresses of data protection."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.protection import erasure, objections, person, views, written

HERE = "settings/protection/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.protection, name="protection"),
    path(f"{HERE}notice/", written.notice, name="notice"),
    path(f"{HERE}notice/<str:language>/", written.write_notice, name="write-notice"),
    path(f"{HERE}objections/", objections.objections, name="objections"),
    path(f"{HERE}objections/add/", objections.add, name="add-objection"),
    path(f"{HERE}objections/<int:number>/withdraw/", objections.withdraw, name="withdraw"),
    path(f"{HERE}person/", person.person, name="person-data"),
    path(f"{HERE}person/disclose/", person.disclose, name="disclose"),
    path(f"{HERE}person/erase/", erasure.erasure, name="erasure"),
    path(f"{HERE}person/erase/confirm/", erasure.forget, name="forget"),
    path(f"{HERE}retention/", person.retention, name="retention"),
    path(f"{HERE}retention/set/", person.set_months, name="set-retention"),
    path(f"{HERE}retention/apply/", person.retain, name="retain"),
    path(f"{HERE}balance/", written.balance, name="balance"),
    path(f"{HERE}balance/write/", written.write_balance, name="write-balance"),
    path(f"{HERE}balance/<int:number>/approve/", written.approve_balance, name="approve-balance"),
    path(f"{HERE}balance/export/", written.export_balance, name="export-balance"),
]
