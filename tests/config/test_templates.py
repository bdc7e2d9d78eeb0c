"""The content policy forbids inline styles, scripts and handlers; a template that holds one would look or work wrong."""

import re
from pathlib import Path

import pytest
from django.conf import settings

# Mails stand under no policy of ours, and mail programs read inline styles only.
MAILS = {"email", "emails"}
TEMPLATES = sorted(
    path
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
    if not MAILS & {part.name for part in path.parents}
)
TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)
FORBIDDEN = {
    "a style attribute": re.compile(r"""\sstyle\s*=""", re.IGNORECASE),
    "a handler attribute": re.compile(r"""\son[a-z]+\s*=""", re.IGNORECASE),
    "an htmx handler": re.compile(r"""\s(data-)?hx-on""", re.IGNORECASE),
    "an address that is a script": re.compile(r"""=\s*["']?\s*javascript:""", re.IGNORECASE),
    "a script of another site": re.compile(
        r"""<(script|link|img|iframe)\b[^>]*(src|href)\s*=\s*["']?(https?:)?//""", re.IGNORECASE
    ),
}
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE)
STYLE = re.compile(r"<style\b", re.IGNORECASE)
LONGEST = 150


def faults(text: str) -> list[str]:
    """Name what the content policy would refuse; tags of the template language are not markup."""
    markup = re.sub(
        r"\{[%{#].*?[%}#]\}", lambda found: '""'[:0] if found[0].startswith("{#") else "x", text, flags=re.DOTALL
    )
    found = [name for name, pattern in FORBIDDEN.items() for tag in TAG.findall(markup) if pattern.search(tag)]
    return found + ["an inline script"] * bool(SCRIPT.search(markup)) + ["a style element"] * bool(STYLE.search(markup))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_a_template_keeps_the_content_policy_and_is_short(template):
    text = template.read_text()

    assert faults(text) == []
    assert len(text.splitlines()) < LONGEST


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        '<p class="{{ x }}" style="{{ y }}">',
        "<button onclick=go()>",
        '<div\n  hx-on:click="go()">',
        "<script>go()</script>",
        "<style>p {}</style>",
        '<a href="javascript:go()">',
        '<script src="https://cdn.example/x.js"></script>',
    ],
)
def test_the_search_finds_what_it_is_for(markup):
    assert faults(markup)


@pytest.mark.parametrize(
    "markup", ['<a href="https://example.org">', '<script src="{% static "x.js" %}" defer></script>', '<p data-on="x">']
)
def test_the_search_refuses_nothing_else(markup):
    assert not faults(markup)
