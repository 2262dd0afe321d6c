"""Words for what pages keep as codes."""

from __future__ import annotations

from condat.core.words import mark
from condat.report.sections.strategy import FIELDS as WRITTEN
from condat.workspace.create.partnerships.labels import ACTS as PARTNERSHIPS

STATES = {
    "waiting": mark("waits its turn"),
    "running": mark("under way"),
    "done": mark("done"),
    "failed": mark("did not work"),
    "cancelled": mark("stopped"),
}
HEALTHS = {
    "paused": mark("paused by the team"),
    "new": mark("never read yet"),
    "well": mark("well"),
    "quiet": mark("nothing new for long"),
    "waiting": mark("asked us to wait"),
    "failing": mark("fails, perhaps for now"),
    "broken": mark("cannot be read: look into it"),
}
REACTED = {
    "some": mark("with reactions"),
    "none": mark("without any"),
    "unknown": mark("not told"),
}
VERDICTS = {
    "accepted": mark("Row accepted"),
    "changed": mark("Row changed"),
    "dismissed": mark("Row dismissed"),
}
ROWS = {"proposed": mark("Proposed"), **VERDICTS}
COLUMNS = {
    "moment": mark("When"),
    "place": mark("Place"),
    "title": mark("Title"),
    "message": mark("Message"),
    "persona": mark("Persona"),
    "person": mark("Person"),
    "form": mark("Form"),
}
ENTRIES = {
    "plan": mark("row of the plan"),
    "piece": mark("piece due"),
    "event": mark("editorial calendar"),
}
TRIALS = {
    "settled": mark("settled, not started"),
    "running": mark("running"),
    "ended": mark("ended"),
}
TRIAL_VERDICTS = {
    "open": mark("Cannot know yet"),
    "better": mark("The second does better"),
    "worse": mark("The first does better"),
}
LESSONS = {
    "proposed": mark("Waits for a judgement"),
    "accepted": mark("Accepted"),
    "refused": mark("Refused"),
}
LESSONS_DO = {"more": mark("Do more of it"), "less": mark("Do less of it")}
MATCHES = {
    "proposed": mark("Waits for a judgement"),
    "confirmed": mark("Inspired by ours"),
    "rejected": mark("Not inspired by ours"),
}
RIGHTS = {
    "asked": mark("Asked for, not granted yet"),
    "granted": mark("Granted in writing"),
    "ended": mark("Has ended: do not reuse it any more"),
}
TIERS_SAID = {
    "inputs": mark("Inputs"),
    "activities": mark("Activities"),
    "outputs": mark("Outputs"),
    "outtakes": mark("Out-takes"),
    "outcomes": mark("Outcomes"),
    "impact": mark("Impact"),
}
TIERS_MISSING = {
    "inputs": mark("Nothing is known of what went in: accept rows of the plan, with their cost."),
    "activities": mark("Nothing was done yet: make a row a piece, and publish it."),
    "outputs": mark("Nothing of ours was heard in this cycle: listen to the places of our own."),
    "outtakes": mark("What people took from it is not known: import the counts of our posts."),
    "outcomes": mark("What people did is not known: import sessions, sign-ups or sales."),
    "impact": mark("What it changed for the organisation is not known: keep an indicator of it."),
}
LACKS = {
    "objective": mark("an objective"),
    "owner": mark("an owner"),
    "decision": mark("a decision that it would change"),
    "value": mark("a value: this is a price that nobody paid"),
}
MEANS_TYPED = {
    "budget": mark("Budget of a cycle"),
    "rows": mark("Rows of the plan, at most"),
    "pieces_per_week": mark("Pieces a week, all places together"),
    "per_place_per_week": mark("Pieces a week in one place"),
    "partners_per_cycle": mark("Partners in a cycle"),
    "cycle_days": mark("Days of a cycle"),
}
ACTS = {
    **VERDICTS,
    "undone": mark("Taken back"),
    "moved": mark("Moved"),
    "indicator written": mark("Indicator written"),
    "indicator kept": mark("Indicator kept"),
    "indicator dropped": mark("Indicator dropped"),
    "value noted": mark("Value noted"),
    "inspired marked": mark("Marked as inspired by us"),
    "inspired confirmed": mark("Confirmed as inspired by us"),
    "inspired rejected": mark("Rejected as inspired by us"),
    "thanked": mark("Thanked"),
    "cited": mark("Cited"),
    "replied": mark("Replied"),
    "right asked": mark("Right to reuse asked for"),
    "right granted": mark("Right to reuse granted"),
    "hypothesis written": mark("Hypothesis written"),
    "cycle reviewed": mark("Cycle reviewed"),
    "job given": mark("Job given"),
    "letter wanted": mark("Letter on Mondays wanted"),
    "letter not wanted": mark("Letter on Mondays not wanted"),
    "test settled": mark("Test settled"),
    "test started": mark("Test started"),
    "test read": mark("Test read"),
    "test ended": mark("Test ended"),
    "lesson written": mark("Lesson written"),
    "lesson accepted": mark("Lesson accepted"),
    "lesson refused": mark("Lesson refused"),
    "means changed": mark("Means changed"),
    "calendar address made": mark("Calendar address made"),
    "calendar address ended": mark("Calendar address ended"),
    "written": mark("Written"),
    "approved": mark("Approved"),
    "gate overridden": mark("Gate opened without approval"),
    "watch changed": mark("Watch changed"),
    "file imported": mark("File imported"),
    "post imported": mark("Post imported"),
    "source added": mark("Source added"),
    "source changed": mark("Source changed"),
    "source removed": mark("Source removed"),
    "login kept": mark("Login of a source kept"),
    "login replaced": mark("Login of a source replaced"),
    "login removed": mark("Login of a source removed"),
    "invited": mark("Invited"),
    "joined": mark("Joined"),
    "role changed": mark("Role changed"),
    "removed": mark("Removed"),
    "left": mark("Left"),
    "team changed": mark("Team changed"),
    "cancelled": mark("Stopped"),
    "done again": mark("Tried again"),
    "piece added": mark("Piece added"),
    "piece published": mark("Piece published"),
    "piece changed": mark("Piece changed"),
    "brief made": mark("Brief made"),
    "brief written": mark("Brief written on"),
    "text saved": mark("Text saved"),
    "text restored": mark("Older text brought back"),
    "commented": mark("Commented"),
    "comment resolved": mark("Comment dealt with"),
    "comment opened again": mark("Comment opened again"),
    "quote marked": mark("Quote marked"),
    "quote unmarked": mark("Quote no longer marked"),
    "letter sent": mark("Link sent"),
    "letter withdrawn": mark("Link withdrawn"),
    "approved by link": mark("Approved by link"),
    "changes asked by link": mark("Changes asked for by link"),
    "person added": mark("Person added to a piece"),
    "person taken out": mark("Person taken out of a piece"),
    "weights changed": mark("Weights of people changed"),
    "ranking published": mark("Ranking published"),
    "ranking withdrawn": mark("Ranking withdrawn"),
    "persona written": mark("Persona written"),
    "persona removed": mark("Persona removed"),
    "statement written": mark("Statement written"),
    "statement removed": mark("Statement removed"),
    "comment taken up": mark("Comment taken up"),
    "comment answered": mark("Comment answered"),
    "comment left": mark("Comment left without an answer"),
    "interview kept": mark("Interview kept"),
    "quote taken": mark("Quote taken from an interview"),
    "wording taken": mark("Wording of the guest taken"),
    "corrected by link": mark("Quotes corrected by link"),
    "erasure asked": mark("Erasure asked for"),
    "token made": mark("Token made"),
    "token revoked": mark("Token revoked"),
    "webhook added": mark("Webhook added"),
    "webhook secret changed": mark("Secret of a webhook changed"),
    "webhook removed": mark("Webhook removed"),
    "objection kept": mark("Objection kept"),
    "objection withdrawn": mark("Objection withdrawn"),
    "data disclosed": mark("A person’s data handed out"),
    "retention changed": mark("Retention changed"),
    "notice written": mark("Notice written"),
    "balancing record written": mark("Balancing record written"),
    "balancing record approved": mark("Balancing record approved"),
    **PARTNERSHIPS,
}
FIELDS = {
    **WRITTEN,
    "good_content.criteria": mark("What makes it good"),
    "good_content.example": mark("An example"),
    "good_content.counter_example": mark("A counter-example"),
}
