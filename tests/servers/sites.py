"""Sites built by real generators: Hugo (RSS, Atom, JSON Feed) and Pelican (RSS, Atom)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

BIN = Path(sys.executable).parent

_HUGO = """
baseURL = "{url}/"
languageCode = "fr"
title = "Le Fournil"
[outputs]
home = ["html", "rss", "atom", "feed"]
[mediaTypes."application/feed+json"]
suffixes = ["json"]
[mediaTypes."application/atom+xml"]
suffixes = ["atom"]
[outputFormats.feed]
mediaType = "application/feed+json"
baseName = "feed"
isPlainText = true
rel = "alternate"
[outputFormats.atom]
mediaType = "application/atom+xml"
baseName = "blog"
rel = "alternate"
"""
_PAGE = """<!doctype html><html lang="fr"><head><title>{{ .Title }}</title>
{{ range .AlternativeOutputFormats -}}
<link rel="{{ .Rel }}" type="{{ .MediaType.Type }}" href="{{ .Permalink }}">
{{ end }}</head><body>{{ .Content }}</body></html>"""
_JSON = """{{- $items := slice -}}{{- range first 100 .Site.RegularPages -}}
{{- $items = $items | append (dict "id" .Permalink "url" .Permalink "title" .Title
  "content_html" (string .Content) "date_published" (.Date.Format "2006-01-02T15:04:05Z07:00")
  "date_modified" (.Lastmod.Format "2006-01-02T15:04:05Z07:00") "tags" .Params.tags
  "authors" (slice (dict "name" .Params.author))) -}}
{{- end -}}
{{- dict "version" "https://jsonfeed.org/version/1.1" "title" .Site.Title "language" "fr"
  "home_page_url" .Site.BaseURL "items" $items | jsonify -}}"""
_ATOM = """{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>{{ .Site.Title }}</title>
<id>{{ .Permalink }}</id>{{ range first 100 .Site.RegularPages }}
<entry><id>{{ .Permalink }}</id><title>{{ .Title }}</title><link href="{{ .RelPermalink }}"/>
<author><name>{{ .Params.author }}</name></author>
<published>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</published>
<updated>{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}</updated>
{{ range .Params.tags }}<category term="{{ . }}"/>{{ end }}
<content type="html">{{ .Content | transform.XMLEscape | safeHTML }}</content></entry>
{{ end }}</feed>"""
_PELICAN = """
AUTHOR = "Zoé Martin"
SITENAME = "Le Fournil"
SITEURL = "{url}"
PATH = "content"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
RSS_FEED_SUMMARY_ONLY = False
"""


def hugo(folder: Path, url: str, posts: Mapping[str, str]) -> Path:
    """Build a site; return the folder to serve. ``posts``: name -> front matter and Markdown."""
    files = {
        "hugo.toml": _HUGO.format(url=url),
        "layouts/single.html": _PAGE,
        "layouts/list.html": _PAGE,
        "layouts/home.html": _PAGE,
        "layouts/home.feed.json": _JSON,
        "layouts/home.atom.atom": _ATOM,
    }
    files |= {f"content/posts/{name}.md": text for name, text in posts.items()}
    _write(folder, files)
    command = [BIN / "hugo", "--quiet", "--cleanDestinationDir", "-d", "public"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "public"


def pelican(folder: Path, url: str, posts: Mapping[str, str]) -> Path:
    """Build a site; return the folder to serve. ``posts``: name -> reStructuredText."""
    files = {"pelicanconf.py": _PELICAN.format(url=url)}
    _write(folder, files | {f"content/{name}.rst": text for name, text in posts.items()})
    command = [BIN / "pelican", "--quiet", "-s", "pelicanconf.py", "-o", "output"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "output"


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
