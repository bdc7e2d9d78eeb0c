"""Markdown from people and packs, as HTML that can do nothing but be read."""

from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@cache
def parser() -> MarkdownIt:
    """HTML stays text; pictures would call other servers, so they stay links to read."""
    return (
        MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable(["table", "strikethrough"]).disable("image")
    )


def flatten_headings(tokens: list[Token]) -> None:
    """Make every heading an h3: it stands below the h2 of the page that shows the text."""
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3"


def cleaned(html: str) -> SafeString:
    attributes = {"a": {"href", "title"}, "ol": {"start"}}
    schemes = {"http", "https", "mailto"}
    return mark_safe(
        nh3.clean(html, tags=TAGS, attributes=attributes, url_schemes=schemes, link_rel="noopener noreferrer nofollow")
    )


def render(text: str) -> SafeString:
    markdown = parser()
    tokens = markdown.parse(text)
    flatten_headings(tokens)
    return cleaned(markdown.renderer.render(tokens, markdown.options, {}))


def render_line(text: str) -> SafeString:
    """Render what stands inside a sentence: code, emphasis, links."""
    return cleaned(parser().renderInline(text))
