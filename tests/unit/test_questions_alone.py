"""Questions of real blogs: which can be read alone, and which only lead over or speak to one."""

import pytest

from condat.plan.words.alone import alone

KEPT = {
    "en": (
        "What are the consequences of technical debt?",
        "How do you test a component?",
        "When might you want to consider COTS?",
        "Do Product Owners need to have technical backgrounds?",
    ),
    "fr": (
        "Quel format utiliser pour stocker vos raster dans PostGIS ?",
        "Où en est la cartographie en France ?",
        "Comment former les intrapreneurs de Startup d'État ?",
        "Les blés anciens sont-ils vraiment cultivés ici ou importés ?",
    ),
    "de": (
        "Wie kommen die Router mit massig Clients klar?",
        "Geht Richtfunk auch ohne Freifunk?",
        "Hat Freifunk einen Jugendschutz-Filter?",
        "Braucht Göttingen noch eine Umgehungsstraße?",
    ),
}
LEFT = {
    "en": (
        "TTS: Can you walk me through what you do as a product owner?",  # an interview
        "Do you long to work with a team that constantly challenges you?",  # an advertisement
        "Or are you using a COTS component which is not open source?",
        "What makes people excited about this project?",  # which?
        "Web Design Standards into my existing project?",  # cut at "U.S."
        "She said, “I was struggling, why do you have to make it harder?",
        "async we know that even if the entire trait is ?",  # code was here
        "Sounds good?",
    ),
    "fr": (
        "Vous souhaitez contribuer à PostGIS, GRASS, GTT, PgRouting, etc ?",
        "Le colloque du Pinard et du Gouda ?",
        "Pourquoi est-ce que j'écris SIg et pas SIG ?",  # about the text itself
        "D'ailleurs OpenStreetMap en sert, le format a-t-il toujours sa place ?",
        "Pas d'article publié sur Geotribu depuis la dernière GeoRDP !?",
        "Colloque « A quoi sert la géographie ?",
        "Cette catégorie est-elle utilisée ?",
        "Ou bien un temps-mort pour les vacances d'été ?",
    ),
    "de": (
        "Die Klimakrise ist keine ferne Bedrohung mehr ?",  # a statement
        "Keine Stadt plant so langsam wie diese?",
        "Ein Ende der WLAN-Probleme?",
        "Du hast Lust, Teil unserer WLAN-Crew zu werden?",
        "Aber was bedeutet 'schnell' oder 'langsam'?",
        "Habt ihr Probleme mit der neuen Firmware bemerkt?",
    ),
}


@pytest.mark.parametrize(
    ("language", "question"), [(it, one) for it, asked in KEPT.items() for one in asked]
)
def test_a_whole_question_is_kept_as_it_is(language: str, question: str) -> None:
    assert alone(question, language) == question


@pytest.mark.parametrize(
    ("language", "question"), [(it, one) for it, asked in LEFT.items() for one in asked]
)
def test_what_cannot_be_read_alone_is_left_out(language: str, question: str) -> None:
    assert alone(question, language) == ""


def test_what_leads_up_to_a_question_is_cut_off() -> None:
    led = "One issue that keeps coming up: Who exactly is a maintainer?"
    assert alone(led, "en") == "Who exactly is a maintainer?"
    assert alone("So what can you do to minimize technical debt?", "en") == (
        "What can you do to minimize technical debt?"
    )


def test_a_mark_that_was_left_out_is_put_in() -> None:
    assert alone("How can I sign up for the survey", "en") == "How can I sign up for the survey?"


def test_another_language_than_ours_asks_nothing() -> None:
    assert alone("¿Cómo se hace el pan?", "es") == ""
