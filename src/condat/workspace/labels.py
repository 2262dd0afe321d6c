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
    "accepted": mark("Accepted"),
    "changed": mark("Changed"),
    "dismissed": mark("Dismissed"),
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
    "invited": mark("Invited"),
    "joined": mark("Joined"),
    "role changed": mark("Role changed"),
    "removed": mark("Removed"),
    "left": mark("Left"),
    "team changed": mark("Team changed"),
    "cancelled": mark("Stopped"),
    "piece added": mark("Piece added"),
    "piece changed": mark("Piece changed"),
    "person added": mark("Person added to a piece"),
    "person taken out": mark("Person taken out of a piece"),
    "weights changed": mark("Weights of people changed"),
    "ranking published": mark("Ranking published"),
    "ranking withdrawn": mark("Ranking withdrawn"),
    "persona written": mark("Persona written"),
    "persona removed": mark("Persona removed"),
    "statement written": mark("Statement written"),
    "statement removed": mark("Statement removed"),
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
