"""The watch: what is listened to, and which voices are ours, a competitor's or the audience's."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FILE = "watch.toml"
Language = Literal["fr", "en", "de"]


class Voice(BaseModel):
    """An organisation in the conversation, known by its sources, domains, accounts and names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    sources: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


class Watch(BaseModel):
    """A scope of subjects, places and languages; our brand, competitors, exclusions.

    Ours are always watched. An empty ``subjects`` watches everything that was imported; else
    others' posts are watched when one of them stands in it, as whole words, and their answers.
    ``exclude`` drops others' posts with one of its words. ``languages`` drops others' posts that
    are surely in another of the three languages that are read. ``places`` are where the audience
    is listened to: sites (``forum.example.org``), platforms (``instagram``) and sources; what is
    known to stand elsewhere is dropped. What is not known drops nothing.

    Examples
    --------
    >>> Watch(brand=Voice(name="Moulin", sources=("blog",))).languages
    ('fr', 'en', 'de')
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    brand: Voice
    competitors: tuple[Voice, ...] = ()
    subjects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    languages: tuple[Language, ...] = Field(default=("fr", "en", "de"))
    exclude: tuple[str, ...] = ()
