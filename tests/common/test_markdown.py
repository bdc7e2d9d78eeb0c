from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from common.markdown import TAGS, render, render_line

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "![x](javascript:alert(1))",
    "![x](https://tracker.example/p.png)",
    '[x](https://e.org "onmouseover=alert(1)")',
    '[x](https://e.org"onclick=alert(1))',
    "<div hx-get='/x' hx-trigger='load'>x</div>",
    "<style>*{display:none}</style>",
    "<iframe src=//evil></iframe>",
    "<form action=//evil><input name=q></form>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<https://e.org/><javascript:alert(1)>",
    "# <script>\n\n> <b onclick=x>\n",
]


class Inspector(HTMLParser):
    def handle_starttag(self, tag, attributes):
        assert tag in TAGS
        for name, value in attributes:
            assert name in {"href", "title", "rel", "start"}
            assert name != "href" or value.split(":")[0] in {"http", "https", "mailto"} or ":" not in value


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_text_is_only_text(text):
    Inspector().feed(render(text))
    Inspector().feed(render_line(text))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*PAYLOADS, "**", "_", "`", "[", "](", ")", "<", ">", "\n", "| a |\n|---|\n", "x"]), max_size=8
    ).map("".join)
)
def test_no_mixture_of_them_acts(text):
    Inspector().feed(render(text))


def test_what_people_write_reads_well():
    html = render(
        "# Title\n\nA **strong** [link](https://example.org).\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    assert "<h3>Title</h3>" in html
    assert '<a href="https://example.org" rel="noopener noreferrer nofollow">link</a>' in html
    assert "<ol>" in html
    assert "<td>1</td>" in html


def test_a_line_stays_a_line():
    assert render_line("Use `zip`, not **two** loops.") == "Use <code>zip</code>, not <strong>two</strong> loops."


def test_templates_have_both_filters():
    shown = Template("{% load markdown %}{{ text|markdown }}{{ text|markdown_line }}").render(Context({"text": "*a*"}))
    assert shown == "<p><em>a</em></p>\n<em>a</em>"


def test_two_thousand_levels_are_no_harm():
    assert render("> " * 2000 + "deep")
    assert render("[" * 20_000)


def test_html_is_shown_and_not_obeyed():
    assert render("<b>bold</b>") == "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"
