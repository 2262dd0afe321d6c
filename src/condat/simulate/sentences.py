"""Sentences about a few subjects in three languages, so that simulated posts can be read."""

from __future__ import annotations

SUBJECTS: dict[str, dict[str, tuple[str, ...]]] = {
    "bread": {
        "fr": ("le levain naturel", "la farine complète", "une cuisson lente", "le pain de seigle"),
        "en": ("natural sourdough", "wholemeal flour", "slow baking", "rye bread"),
        "de": ("der Sauerteig", "das Vollkornmehl", "langsames Backen", "das Roggenbrot"),
    },
    "cycling": {
        "fr": ("la piste cyclable", "un vélo cargo", "le casque", "les trajets du matin"),
        "en": ("the bike lane", "a cargo bike", "the helmet", "morning rides"),
        "de": ("der Radweg", "ein Lastenrad", "der Helm", "die Fahrt am Morgen"),
    },
    "gardening": {
        "fr": ("le compost", "un potager en ville", "les semis de mars", "le paillage"),
        "en": ("compost", "a kitchen garden", "spring seedlings", "mulching"),
        "de": ("der Kompost", "ein Gemüsebeet", "die Aussaat im März", "das Mulchen"),
    },
    "photography": {
        "fr": ("la lumière du soir", "un objectif fixe", "le noir et blanc", "la pose longue"),
        "en": ("evening light", "a prime lens", "black and white", "long exposure"),
        "de": ("das Abendlicht", "eine Festbrennweite", "Schwarzweiß", "die Langzeitbelichtung"),
    },
    "budgeting": {
        "fr": ("le budget du mois", "une épargne de secours", "les frais fixes", "le crédit"),
        "en": ("the monthly budget", "an emergency fund", "fixed costs", "the loan"),
        "de": ("das Monatsbudget", "ein Notgroschen", "die Fixkosten", "der Kredit"),
    },
    "running": {
        "fr": ("la course longue", "un marathon", "le fractionné", "les chaussures de course"),
        "en": ("the long run", "a marathon", "interval training", "running shoes"),
        "de": ("der lange Lauf", "ein Marathon", "das Intervalltraining", "die Laufschuhe"),
    },
    "software": {
        "fr": ("le code ouvert", "une base de données", "les tests", "la revue de code"),
        "en": ("open source code", "a database", "automated tests", "code review"),
        "de": ("der offene Quelltext", "eine Datenbank", "die Tests", "das Code-Review"),
    },
    "travel": {
        "fr": ("le train de nuit", "un carnet de voyage", "les gîtes", "la randonnée"),
        "en": ("the night train", "a travel journal", "mountain huts", "hiking"),
        "de": ("der Nachtzug", "ein Reisetagebuch", "die Berghütten", "das Wandern"),
    },
}
FRAMES: dict[str, tuple[str, ...]] = {
    "fr": (
        "Je voulais comprendre {a} avant de parler de {b}.",
        "Comment choisir {a} quand on débute ?",
        "Cette semaine, nous avons essayé {a}, puis {b}, avec de bons résultats.",
        "On oublie souvent que {a} demande du temps et un peu de patience.",
        "Voici ce que j'ai appris sur {a} et pourquoi {b} change tout.",
    ),
    "en": (
        "I wanted to understand {a} before talking about {b}.",
        "How do you choose {a} when you are just starting?",
        "This week we tried {a} and then {b}, with good results.",
        "People often forget that {a} takes time and some patience.",
        "Here is what I learned about {a} and why {b} changes everything.",
    ),
    "de": (
        "Ich wollte zuerst {a} verstehen und dann über {b} sprechen.",
        "Was ist am Anfang wichtig: {a} oder {b}?",
        "Diese Woche ging es um {a} und danach um {b}, mit gutem Ergebnis.",
        "Viele vergessen, wie viel Zeit und Geduld man dafür braucht: {a}.",
        "Das habe ich gelernt über {a}, und darum ist {b} so wichtig.",
    ),
}
LANGUAGES = ("fr", "en", "de")


def pool(subject: str, language: str) -> list[str]:
    """Return every sentence about a subject in a language.

    Examples
    --------
    >>> pool("bread", "en")[0]
    'I wanted to understand natural sourdough before talking about wholemeal flour.'
    """
    words = SUBJECTS[subject][language]
    pairs = [(a, b) for a in words for b in words if a != b]
    return [frame.format(a=a, b=b) for a, b in pairs for frame in FRAMES[language]]
