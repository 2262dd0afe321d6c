"""Addresses of the first stage: strategy, listening, words, people."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.plan import (
    keyword,
    keywords,
    listen,
    people,
    performance,
    person,
    search,
    senses,
    strategy,
    topics,
)

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
    path("keywords/", keywords.keywords, name="keywords"),
    path("keywords/check/", senses.check, name="check"),
    path("keywords/<str:language>/<path:term>/", keyword.keyword, name="keyword"),
    path("checks/<path:term>/", senses.sense, name="sense"),
    path("performance/", performance.performance, name="performance"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<str:topic>/", topics.topic, name="topic"),
    path("personas/", people.personas, name="personas"),
    path("people/", people.people, name="people"),
    path("people/<str:key>/", person.person, name="person"),
]
