"""Addresses of the first stage: strategy, listening, words, people."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.plan.listening import imports, listen, rejects, search, sources, watch
from condat.workspace.plan.logins import views as logins
from condat.workspace.plan.people import people, person
from condat.workspace.plan.personas import statements
from condat.workspace.plan.personas import views as personas
from condat.workspace.plan.strategy import audit, strategy
from condat.workspace.plan.words import keyword, keywords, performance, senses, topics

urlpatterns: list[URLPattern] = [
    path("strategy/", strategy.strategy, name="strategy"),
    path("strategy/<str:field>/write/", strategy.write, name="write"),
    path("strategy/<str:field>/approve/", strategy.approve, name="approve"),
    path("strategy/audit/", audit.audit, name="audit"),
    path("strategy/<str:field>/add/", strategy.add, name="add-to-field"),
    path("strategy/override/", strategy.override, name="override"),
    path("listen/", listen.listen, name="listen"),
    path("listen/watch/", watch.watch, name="watch"),
    path("listen/source/", sources.source, name="source"),
    path("listen/source/try/", sources.attempt, name="try-source"),
    path("listen/source/add/", sources.add, name="add-source"),
    path("listen/source/test/", sources.probe, name="test-source"),
    path("listen/source/change/", sources.change, name="change-source"),
    path("listen/source/remove/", sources.remove, name="remove-source"),
    path("listen/source/login/", logins.keep, name="keep-login"),
    path("listen/source/login/remove/", logins.drop, name="drop-login"),
    path("listen/run/", sources.run, name="run-sources"),
    path("listen/import/", imports.start, name="import"),
    path("listen/import/file/", imports.upload, name="upload"),
    path("listen/import/post/", imports.post, name="import-post"),
    path("listen/import/<uuid:number>/", imports.preview, name="preview"),
    path("listen/import/<uuid:number>/drop/", imports.drop, name="drop-upload"),
    path("listen/rejects/", rejects.rejects, name="rejects"),
    path("listen/rejects/export/", rejects.export, name="export-rejects"),
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
    path("personas/", personas.personas, name="personas"),
    path("personas/add/", personas.add, name="add-persona"),
    path("personas/mark/", statements.look, name="mark-personas"),
    path("personas/<int:number>/", personas.persona, name="persona"),
    path("personas/<int:number>/change/", personas.change, name="change-persona"),
    path("personas/<int:number>/remove/", personas.remove, name="remove-persona"),
    path("personas/<int:number>/say/", statements.say, name="say"),
    path("personas/<int:number>/unsay/", statements.unsay, name="unsay"),
    path("people/", people.people, name="people"),
    path("people/weigh/", people.weigh, name="weigh"),
    path("people/<str:key>/", person.person, name="person"),
]
