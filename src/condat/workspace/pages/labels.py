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
    "waiting": mark("asked us to come back later"),
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
    "settled": mark("ready, not started"),
    "running": mark("running"),
    "ended": mark("ended"),
}
TRIAL_VERDICTS = {
    "open": mark("Cannot know yet"),
    "better": mark("The second does better"),
    "worse": mark("The first does better"),
}
LESSONS = {
    "proposed": mark("Waiting for a decision"),
    "accepted": mark("Accepted"),
    "refused": mark("Rejected"),
}
LESSONS_DO = {"more": mark("Do more of it"), "less": mark("Do less of it")}
LESSONS_UNKNOWN = {  # what a lesson counts for without an effect; whether it is accepted already
    ("more", True): mark("Its effect is not known: it counts as twice what is usual."),
    ("more", False): mark(
        "Its effect is not known: once accepted, it counts as twice what is usual."
    ),
    ("less", True): mark("Its effect is not known: it counts as half of what is usual."),
    ("less", False): mark(
        "Its effect is not known: once accepted, it counts as half of what is usual."
    ),
}
MATCHES = {
    "proposed": mark("Waiting for a decision"),
    "confirmed": mark("Inspired by ours"),
    "rejected": mark("Not inspired by ours"),
}
RIGHTS = {
    "asked": mark("Requested, not granted yet"),
    "granted": mark("Granted in writing"),
    "ending": mark("Granted in writing, ends soon"),
    "ended": mark("Expired: do not reuse it any more"),
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
    "inputs": mark(
        "Nothing is known about what you put in: accept rows of the plan, with their cost."
    ),
    "activities": mark("Nothing has been done yet: turn a row into a piece, and publish it."),
    "outputs": mark(
        "None of our own posts were collected lately: add our own channels to what we listen to."
    ),
    "outtakes": mark("What people took from it is not known: import the counts of our posts."),
    "outcomes": mark("What people did is not known: import sessions, sign-ups or sales."),
    "impact": mark("What it changed for the organisation is not known: keep an indicator for it."),
}
LACKS = {
    "objective": mark("an objective"),
    "owner": mark("an owner"),
    "decision": mark("a decision that it would change"),
    "value": mark("a real value (a price that nobody paid is none)"),
}
MEANS_TYPED = {
    "budget": mark("Budget of a cycle"),
    "rows": mark("Rows of the plan, at most"),
    "pieces_per_week": mark("Pieces a week, all places together"),
    "per_place_per_week": mark("Pieces a week in one place"),
    "partners_per_cycle": mark("Partners in a cycle"),
    "cycle_days": mark("Length of a cycle, in days"),
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
    "letter wanted": mark("Monday e-mail turned on"),
    "letter not wanted": mark("Monday e-mail turned off"),
    "test settled": mark("Test set up"),
    "test started": mark("Test started"),
    "test read": mark("Test counted"),
    "test ended": mark("Test ended"),
    "lesson written": mark("Lesson written"),
    "lesson accepted": mark("Lesson accepted"),
    "lesson refused": mark("Lesson rejected"),
    "means changed": mark("Means changed"),
    "calendar address made": mark("Calendar address made"),
    "calendar address ended": mark("Calendar address ended"),
    "entry joined": mark("Calendar entry joined to its piece"),
    "entry separated": mark("Calendar entry separated from its piece"),
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
    "put away": mark("Failure dismissed"),
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
    "comment taken up": mark("Comment picked up"),
    "comment answered": mark("Comment answered"),
    "comment left": mark("Comment left unanswered"),
    "interview kept": mark("Interview saved"),
    "quote taken": mark("Quote taken from an interview"),
    "wording taken": mark("Wording of the guest taken"),
    "corrected by link": mark("Quotes corrected by link"),
    "erasure asked": mark("Erasure asked for"),
    "token made": mark("Token made"),
    "token revoked": mark("Token revoked"),
    "webhook added": mark("Webhook added"),
    "webhook secret changed": mark("Secret of a webhook changed"),
    "webhook removed": mark("Webhook removed"),
    "objection kept": mark("Objection recorded"),
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
TABLES = {  # what we heard, then what the last plan found in it
    "plan": mark("The plan, row by row, as agreed"),
    "keywords": mark("Keywords with demand, supply and opportunity"),
    "keyword_months": mark("Keywords, month by month"),
    "keyword_users": mark("Who writes of which keyword"),
    "keyword_written": mark("What each of them wrote with it"),
    "keyword_posts": mark("Posts to read on each keyword"),
    "keyword_questions": mark("Questions asked with each keyword"),
    "keyword_queries": mark("Searches that hold each keyword"),
    "topics": mark("Topics"),
    "topic_terms": mark("The words of each topic"),
    "topic_weeks": mark("Topics, week by week"),
    "topic_posts": mark("Posts to read on each topic"),
    "shortlist": mark("People worth reading"),
    "people": mark("Rankings of people"),
    "works": mark("Posts of people worth reading"),
    "ties": mark("Who answers, cites or names whom"),
    "performance": mark("Posts that did better than usual"),
    "drivers": mark("What goes with better results"),
    "audit": mark("Our own posts, judged"),
    "posts": mark("Posts, as they were collected"),
    "authors": mark("Accounts"),
    "persons": mark("Persons behind accounts"),
    "contacts": mark("Contacts"),
    "engagements": mark("Who did what to which post"),
    "counts": mark("Counts of posts over time"),
    "searches": mark("What people searched for"),
    "results": mark("Search results"),
    "calendar": mark("The calendar, as imported"),
    "outcomes": mark("Our own results"),
    "rejects": mark("Rows that were not imported"),
}

SPREAD = {  # what the pieces of a plan are spread over
    "message": mark("Message"),
    "persona": mark("Persona"),
    "form": mark("Form"),
    "place": mark("Place"),
    "person": mark("Person"),
}
NONE = {  # of a row that has none of it
    "message": mark("No message"),
    "persona": mark("No persona in particular"),
    "form": mark("No form"),
    "place": mark("No place"),
    "person": mark("Nobody from outside"),
}
