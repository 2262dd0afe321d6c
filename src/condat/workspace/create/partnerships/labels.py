"""Words for what partnerships keep as codes."""

from __future__ import annotations

from condat.core.words import mark
from condat.report.persons import STANCES as SEEN

STAGES = {
    "to meet": mark("To contact"),
    "contacted": mark("Contacted"),
    "talking": mark("Talking"),
    "agreed": mark("Agreed"),
    "running": mark("Running"),
    "paused": mark("Paused"),
    "ended": mark("Ended"),
}
STANCES = SEEN
KINDS = {
    "mail": mark("Mail"),
    "call": mark("Call"),
    "meeting": mark("Meeting"),
    "message": mark("Message"),
    "favour": mark("Done for them"),
}
POSTS = {
    "held": mark("written, waits for the strategy"),
    "planned": mark("planned"),
    "waiting": mark("about to leave"),
    "sending": mark("handed over, not confirmed"),
    "sent": mark("sent"),
    "stopped": mark("stopped"),
    "refused": mark("refused"),
}
COMPENSATIONS = {
    "cash": mark("Cash"),
    "content": mark("Content"),
    "event": mark("Event invitation"),
    "product": mark("Product"),
    "none": mark("Nothing given"),
}
GIVEN = {
    "promised": mark("Promised"),
    "due": mark("Due now"),
    "given": mark("Paid or given"),
}
IMAGES = {
    "": mark("Unaltered"),
    "altered": mark("Retouched"),
    "virtual": mark("Face or body made by AI"),
}
ACTS = {
    "partnership begun": mark("Partnership begun"),
    "stage changed": mark("Stage changed"),
    "details changed": mark("Details changed"),
    "next step set": mark("Next step set"),
    "touch noted": mark("Exchange noted"),
    "mail written": mark("E-mail written"),
    "mail sent": mark("E-mail sent"),
    "mail stopped": mark("E-mail stopped"),
    "template written": mark("Template written"),
    "deal made": mark("Deal made"),
    "deal changed": mark("Deal changed"),
    "deliverable added": mark("Deliverable added"),
    "deliverable done": mark("Deliverable done"),
    "compensation added": mark("Compensation added"),
    "compensation changed": mark("Compensation changed"),
    "compensation removed": mark("Compensation removed"),
    "nothing forbidden": mark("Nothing forbidden: confirmed"),
    "nothing given": mark("Stated that nothing was given"),
    "contract signed": mark("Contract signed"),
    "budget set": mark("Budget set"),
    "link made": mark("Link made"),
    "links ended": mark("Links revoked"),
    "feedback given": mark("Figures and feedback given"),
}
# By the names that templates call them.
TABLES = {
    "partner_stages": STAGES,
    "stances": STANCES,
    "touch_kinds": KINDS,
    "posts": POSTS,
    "compensations": COMPENSATIONS,
    "images": IMAGES,
}
