"""Addresses of partnerships; ``open_to_partners`` are those of signed links."""

from __future__ import annotations

from django.urls import URLPattern, path

from condat.workspace.create.partnerships.views import (
    board,
    checks,
    deals,
    doors,
    letters,
    partnership,
)

ONE = "partnerships/<int:number>/"
DEAL = f"{ONE}deals/<int:deal>/"

urlpatterns: list[URLPattern] = [
    path("partnerships/", board.partnerships, name="partnerships"),
    path("partnerships/start/", board.start, name="start-partnership"),
    path("partnerships/money/", board.money, name="partner-money"),
    path("partnerships/check/", checks.disclosure, name="check-disclosure"),
    path("partnerships/letters/", letters.letters, name="letters"),
    path("partnerships/letters/<int:template>/", letters.letter, name="letter"),
    path(ONE, partnership.partnership, name="partnership"),
    path(f"{ONE}wrote/", partnership.wrote, name="partner-wrote"),
    path(f"{ONE}stage/", partnership.stage, name="partner-stage"),
    path(f"{ONE}next/", partnership.next_step, name="partner-next"),
    path(f"{ONE}touch/", partnership.touch, name="partner-touch"),
    path(f"{ONE}details/", partnership.details, name="partner-details"),
    path(f"{ONE}objection/", partnership.objection, name="partner-objects"),
    path(f"{ONE}links/<str:act>/", partnership.links, name="partner-links"),
    path(f"{ONE}reach/", letters.reach, name="partner-reach"),
    path(f"{ONE}write/", letters.write, name="write-letter"),
    path(f"{ONE}mails/<uuid:key>/<str:act>/", letters.mail, name="partner-mail"),
    path(f"{ONE}deals/", deals.add, name="add-deal"),
    path(DEAL, deals.deal, name="deal"),
    path(f"{DEAL}change/", deals.change, name="change-deal"),
    path(f"{DEAL}weigh/", deals.weigh, name="weigh-reward"),
    path(f"{DEAL}rewards/", deals.reward, name="add-reward"),
    path(f"{DEAL}rewards/<int:reward>/", deals.reward_state, name="reward-state"),
    path(f"{DEAL}rewards/<int:reward>/remove/", deals.take_back, name="remove-reward"),
    path(f"{DEAL}pieces/", deals.piece, name="add-deliverable"),
    path(f"{DEAL}pieces/<int:piece>/", deals.published, name="deliverable-published"),
    path(f"{DEAL}pieces/<int:piece>/disclosure/", deals.checked, name="deliverable-checked"),
    path(f"{DEAL}confirm/", deals.confirm, name="confirm-deal"),
    path(f"{DEAL}evidence/", deals.evidence, name="add-evidence"),
    path(f"{DEAL}evidence.txt", deals.statements, name="evidence"),
    path(f"{DEAL}sign/", deals.sign, name="sign-contract"),
    path(f"{DEAL}contract.<str:language>.pdf", deals.contract, name="contract"),
]
open_to_partners: list[URLPattern] = [
    path("partner/<str:token>/figures/", doors.figures, name="partner-figures"),
    path("partner/<str:token>/objection/", doors.objection, name="partner-objection"),
]
