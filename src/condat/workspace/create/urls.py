"""Addresses of the second stage: pieces, and partnerships."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.create.cues import views as cues
from condat.workspace.create.inspired import views as inspired
from condat.workspace.create.partnerships.urls import open_to_partners
from condat.workspace.create.partnerships.urls import urlpatterns as partnerships
from condat.workspace.create.pieces import asking, briefs, editor, guests, talks, views

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
    path("pieces/<int:number>/brief/", briefs.brief, name="brief"),
    path("pieces/<int:number>/brief/make/", briefs.make, name="make-brief"),
    path("pieces/<int:number>/brief/print/", briefs.printed, name="print-brief"),
    path("pieces/<int:number>/brief/take/", briefs.taken, name="take-brief"),
    path("pieces/<int:number>/brief/<str:key>/", briefs.write, name="write-brief"),
    path("pieces/<int:number>/text/", editor.text, name="text"),
    path("pieces/<int:number>/text/save/", editor.save, name="save-text"),
    path("pieces/<int:number>/text/check/", editor.check, name="check-text"),
    path("pieces/<int:number>/compare/", editor.compare, name="compare"),
    path("pieces/<int:number>/versions/<int:which>/", editor.version, name="version"),
    path("pieces/<int:number>/versions/<int:which>/take/", editor.taken, name="take-text"),
    path("pieces/<int:number>/versions/<int:which>/restore/", editor.restore, name="restore"),
    path("pieces/<int:number>/versions/<int:which>/comment/", editor.comment, name="comment"),
    path("pieces/<int:number>/versions/<int:which>/quote/", editor.quote, name="quote"),
    path("pieces/<int:number>/comments/<int:which>/", editor.resolve, name="resolve"),
    path("pieces/<int:number>/quotes/<int:which>/remove/", editor.unquote, name="unquote"),
    path("pieces/<int:number>/interview/", talks.interview, name="interview"),
    path("pieces/<int:number>/interview/keep/", talks.keep, name="keep-interview"),
    path("pieces/<int:number>/interview/<int:which>/", talks.take, name="take-quote"),
    path("pieces/<int:number>/publish/", views.publish, name="publish-piece"),
    path("pieces/<int:number>/letters/", asking.sent, name="approvals"),
    path("pieces/<int:number>/letters/send/", asking.send, name="send-letter"),
    path("pieces/<int:number>/letters/<int:which>/withdraw/", asking.withdraw, name="withdraw"),
    path("pieces/<int:number>/letters/<int:which>/wording/", asking.reword, name="reword"),
    path("pieces/<int:number>/people/", views.add_part, name="add-part"),
    path("pieces/<int:number>/people/<int:part>/remove/", views.remove_part, name="remove-part"),
    path("comments/", cues.cues, name="cues"),
    path("comments/keep/", cues.keep, name="keep-cue"),
    path("comments/invite/", cues.invite, name="invite-author"),
    path("comments/<int:number>/answer/", cues.answer, name="answer-cue"),
    path("comments/<int:number>/leave/", cues.leave, name="leave-cue"),
    path("partnerships/<int:number>/interview/", cues.interview, name="prepare-interview"),
    *partnerships,
]

# Open to whoever holds a signed link.
elsewhere: list[URLPattern] = [
    *open_to_partners,
    path("letters/<str:token>/", guests.letter, name="read-letter"),
    path("letters/<str:token>/print/", guests.printed, name="print-letter"),
    path("letters/<str:token>/decide/", guests.decide, name="decide-letter"),
    path("letters/<str:token>/comment/", guests.comment, name="comment-letter"),
]
