"""Addresses of the second stage: pieces, and partnerships."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.create.inspired import views as inspired
from condat.workspace.create.partnerships.urls import open_to_partners
from condat.workspace.create.partnerships.urls import urlpatterns as partnerships
from condat.workspace.create.pieces import views

urlpatterns: list[URLPattern] = [
    path("inspired/", inspired.inspired, name="inspired"),
    path("inspired/new/", inspired.new, name="new-match"),
    path("inspired/<int:number>/", inspired.match, name="match"),
    path("inspired/<int:number>/do/", inspired.do, name="do-match"),
    path("inspired/<int:number>/rights/", inspired.ask, name="ask-right"),
    path("inspired/<int:number>/rights/<int:right>/", inspired.grant, name="grant-right"),
    path("inspired/<int:number>/judge/<str:state>/", inspired.judge, name="judge-match"),
    path("pieces/", views.pieces, name="pieces"),
    path("pieces/new/", views.new, name="new-piece"),
    path("pieces/from/<str:row>/", views.from_row, name="piece-from-row"),
    path("pieces/<int:number>/", views.piece, name="piece"),
    path("pieces/<int:number>/edit/", views.edit, name="edit-piece"),
    path("pieces/<int:number>/move/", views.move, name="move-piece"),
    path("pieces/<int:number>/people/", views.add_part, name="add-part"),
    path("pieces/<int:number>/people/<int:part>/remove/", views.remove_part, name="remove-part"),
    *partnerships,
]
elsewhere: list[URLPattern] = [*open_to_partners]
