"""Stylesheets say where lines begin and end, never left and right: the same ones serve languages that run the other way."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEETS = sorted(Path(settings.BASE_DIR, "static", "css").glob("*.css"))
DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;{}]+)(?=[;}])")
SIDED = re.compile(r"(^|-)(left|right)($|-)")
ROUND = re.compile(r"[^\s()]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?")
BOXES = {"padding", "margin", "inset", "scroll-margin", "scroll-padding"}


def sided(text: str) -> list[str]:
    """Name the declarations that mean one side of the window; under [dir=rtl] that is meant."""
    text = re.sub(r"/\*.*?\*/|\[dir=rtl\][^{}]*\{[^{}]*\}", "", text, flags=re.DOTALL)
    return [f"{name}: {value}" for name, value in DECLARATION.findall(text) if is_sided(name, value.strip())]


def is_sided(name: str, value: str) -> bool:
    parts = ROUND.findall(value)
    if name in BOXES and len(parts) == 4:
        return parts[1] != parts[3]
    if name == "border-radius" and len(parts) > 1:
        top_left, top_right, bottom_right, bottom_left = {
            2: [*parts, *parts],
            3: [*parts, parts[1]],
            4: parts,
        }[len(parts)]
        return (top_left, bottom_left) != (top_right, bottom_right)
    return bool(SIDED.search(name)) or (name in {"text-align", "float", "clear"} and value in {"left", "right"})


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_stylesheet_names_no_side(sheet):
    assert sided(sheet.read_text()) == []


@pytest.mark.parametrize(
    "rule",
    [
        "p { margin-left: 1rem; }",
        "p { text-align: right }",
        "p { border-top-left-radius: 3px; }",
        "p { left: 0; }",
        "p { padding: 0 var(--s-3) 0 0; }",
        "p { inset: 0 auto auto calc(1rem + 2 * var(--s-1)); }",
        "p { border-radius: 0 3px 3px 0; }",
    ],
)
def test_the_check_finds_a_side(rule):
    assert len(sided(rule)) == 1


@pytest.mark.parametrize(
    "rule",
    [
        "p { margin: 0 auto; border-radius: 1rem 1rem 0 0; inset: auto 0 0; text-align: start; }",
        "p { padding: 1rem calc(2px + 1px) 0 calc(2px + 1px); margin-inline-start: auto; }",
        "[dir=rtl] p { text-align: right; }",
    ],
)
def test_the_check_lets_the_rest_be(rule):
    assert sided(rule) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_nothing_hangs_on_a_word_that_a_language_changes(sheet):
    """Neither a selector that waits for an English label, nor a word that the stylesheet says itself."""
    worded = re.compile(
        r'\[(?:data-label|aria-label|title|alt|placeholder)[~|^$*]?=[^]]*\]|content:\s*"[^"]*[^\W\d_]{2,}[^"]*"'
    )
    assert worded.findall(sheet.read_text()) == []
