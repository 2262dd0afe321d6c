"""Addresses of the first stage: strategy, listening, words, people."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.plan import listen, people, search, strategy, words

urlpatterns: list[URLPattern] = [
    path("strategy/", strategy.strategy, name="strategy"),
    path("strategy/<str:field>/write/", strategy.write, name="write"),
    path("strategy/<str:field>/approve/", strategy.approve, name="approve"),
    path("strategy/override/", strategy.override, name="override"),
    path("listen/", listen.listen, name="listen"),
    path("listen/add/", listen.add, name="add-source"),
    path("listen/run/", listen.run, name="run-sources"),
    path("listen/upload/", listen.upload, name="upload"),
    path("listen/<str:name>/remove/", listen.remove, name="remove-source"),
    path("search/", search.search, name="search"),
    path("search/export/", search.export, name="export-search"),
    path("search/index/", search.index, name="index"),
    path("keywords/", words.keywords, name="keywords"),
    path("keywords/check/", words.check, name="check"),
    path("topics/", words.topics, name="topics"),
    path("personas/", people.personas, name="personas"),
    path("people/", people.people, name="people"),
]
