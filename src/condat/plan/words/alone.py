"""Questions that can be read alone: asked of nobody in particular, and about something named.

In posts, most sentences with a question mark are not what an audience wants to know: they lead over
to the next paragraph ("Sounds good?"), speak to one person (an interview) or lean on what was said
before ("Why is that?"). What a piece should answer is a whole question.
"""

from __future__ import annotations

import re

from condat.core.titles import folded
from condat.language.stopwords import stop_words

SHORTEST, LONGEST = 4, 140  # words, characters
_LEAD = re.compile(r"^.*(?:\s?:|\s[–—-])\s+(?=\S)")
_SO = re.compile(
    r"(?i)^(?:(?:so|now|alors|donc|bref|also|nun),?"
    r"|(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|hallo|moin|servus|guten (?:tag|morgen|abend)"
    r"|good (?:morning|evening))(?: (?:à tou[st]e?s?|all|zusammen))?[,!]?)\s+"
)
_MARKS = re.compile(r"^[\s\d.)*•#>«»“”\"'’-]+")
_OPENS = {
    "en": re.compile(
        r"(?i)(?:what|why|how|which|when|where|who|whose|is|are|was|were|can|could|should|shall"
        r"|would|will|does|do|did|has|may|might|must|have (?:we|they|people)"
        r"|(?:to|in|on|for|from|at) wh(?:at|ich|om))\b"
    ),
    "fr": re.compile(
        r"(?i)(?:comment|pourquoi|quel(?:le)?s?|combien|où|quand|qui|que|qu['’]|faut|est-ce"
        r"|(?:à|de|dans|pour|avec|en|sur|sous|par|depuis|jusqu['’]à|d['’])\s?"
        r"(?:quoi|qui|quel(?:le)?s?|où|quand|combien)|à partir de qu\w+)\b"
        r"|.*\w-(?:t-)?(?:il|elle|on|ils|elles|ce|nous|je)\b"
    ),
    "de": re.compile(
        r"(?i)(?:wie|was|warum|weshalb|wieso|wann|wo\w{0,5}|wer|wen|wem|wessen|welche\w*|kann|können"
        r"|könnte\w*|muss|müssen|soll\w*|darf|dürfen|ist|sind|gibt|hat|haben|wird|werden"
        r"|(?:für|mit|in|ab|seit|bis|auf|von|aus|zu|bei) (?:wen|wem|welche\w*|wann|wo)"
        r"|(?!(?:die|den|[dkms]?einen?|(?:uns|eu|ih)e?ren?|allen?|vielen?|einige|jeden?)\b)"
        r"\w+(?:e|t|en) (?:ich|man|wir|es|sich|mir|der|die|das|den|ein\w*|(?-i:[A-ZÄÖÜ])\w+))\b"
    ),
}
_ADDRESSED = {
    "en": re.compile(
        r"(?i)\byour|\b(?:do|did|have|had|are|were|will|would|could|can|don't|didn't|haven't) you\b"
        r"|\byou(?:['’](?:d|ve|re)| like| want)\b|\b(?:tell|told|ask|asked|help) you\b"
    ),
    "fr": re.compile(r"(?i)\b(?:vous|tu|te|toi|ton|ta|tes)\b|\bt['’]"),
    "de": re.compile(
        r"\b(?:[Dd]u|[Dd]ir|[Dd]ich|[Dd]ein\w*|[Ee]uch|[Ee]ure?\w*)\b|\w+t ihr\b|\w+n Sie\b"
    ),
}
_ANYBODY = re.compile(
    r"(?i)(?:how|when|where|why) (?:do|can|should|would|could|might|will) you\b"
    r"|(?:what|which)\b.*?\b(?:can|should|might|could) you\b"
)
_LEANING = {
    "en": re.compile(
        r"(?i)^(?:and|or|but|then|because)\b|\b(?:is|are|was|were|do|does|did|would|will|can|could"
        r"|should|has|have|had) (?:it|they|this|that|these|those|he|she)\b"
        r"|\b(?:that|it|them|so|here)\s*\?$|\b(?:this|these|those)\b|^(?:what|how) about\b"
        r"|^\w+ (?:is|are|was|were|do|does|did) (?:their|his|her)\b"
    ),
    "fr": re.compile(
        r"(?i)^(?:et|ou|mais|car|puis|ou bien|pourtant|d['’]ailleurs|au fait)\b"
        r"|\bj['’]écris\b|\b(?:cela|ça|celui-ci|celle-ci|ceux-ci)\b"
        r"|(?<!-)\b(?:ce|cet|cette|ces) (?!qu[ie'’])"
        r"|^(?:qu['’]en est-il|qui dit mieux|pourquoi pas|quoi de (?:mieux|neuf|plus))\b"
    ),
    "de": re.compile(
        r"(?i)^(?:und|oder|aber|denn|doch)\b|\b(?:dies\w*|jene[nmrs]?)\b"
        r"|\b(?:ist|war|geht|hat|heißt|soll) (?:das|er|sie|es)\b(?=\W*(?:\w+\W*){0,2}$)"
        r"|\b(?:das|dazu|daran|damit)\s*\?$"
    ),
}
_WORDS = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"[(\[{<>|=]\s*\?|\bhttps?:|[`{}<>|=\\#@]")
_MARK = {"en": "?", "de": "?", "fr": "\N{NARROW NO-BREAK SPACE}?"}
_PAIRS = (("(", ")"), ("«", "»"), ("“", "”"), ("[", "]"))


def alone(question: str, language: str) -> str:
    """Return a question as it can be read alone; empty where it cannot.

    What leads up to it is cut off ("The challenge: how ...?"); it has to open as questions of its
    language do, and neither speaks to one person nor leans on what was said before.

    Examples
    --------
    >>> alone("The challenge: How do agencies buy software?", "en")
    'How do agencies buy software?'
    >>> alone("TTS: Can you walk me through what you do?", "en"), alone("And why is that?", "en")
    ('', '')
    >>> alone("Bonjour à tous, comment garder un levain tout l'été ?", "fr")
    "Comment garder un levain tout l'été ?"
    >>> alone("Les blés anciens sont-ils vraiment cultivés ici ?", "fr")
    'Les blés anciens sont-ils vraiment cultivés ici ?'
    >>> alone("Le colloque du Pinard et du Gouda ?", "fr"), alone("Où en est-on ?", "fr")
    ('', '')
    """
    opens, words = _OPENS.get(language), _SO.sub("", _MARKS.sub("", question))
    if opens is None:
        return ""
    for said in (_SO.sub("", _LEAD.sub("", words)), words):
        names = _names(said, language)
        if opens.match(said) and names and _whole(said) and not _bound(said, language):
            return said[:1].upper() + said[1:] + ("" if said.endswith("?") else _MARK[language])
    return ""


def gist(question: str, language: str = "") -> str:
    """Return what two ways to ask the same have in common: a greeting makes no other question.

    Where the language is known, neither does what leads up to it.

    Examples
    --------
    >>> gist("Bonjour, comment garder un levain ?", "fr") == gist("Comment garder un levain?", "fr")
    True
    """
    return folded(alone(question, language) or _SO.sub("", _MARKS.sub("", question)))


def _names(question: str, language: str) -> bool:
    """Say whether a question names something: "Où en est-on ?" does not."""
    return bool(set(_WORDS.findall(question.casefold())) - stop_words(language))


def _whole(question: str) -> bool:
    """Tell a whole question from a fragment or a piece of code."""
    paired = all(question.count(a) == question.count(b) for a, b in _PAIRS)
    sized = len(question.split()) >= SHORTEST and len(question) <= LONGEST
    return paired and sized and question.count('"') % 2 == 0 and not _BROKEN.search(question)


def _bound(question: str, language: str) -> bool:
    """Say whether a question speaks to one person, or of what was said before it."""
    general = _ANYBODY.sub("", question) if language == "en" else question
    return bool(_ADDRESSED[language].search(general) or _LEANING[language].search(question))
