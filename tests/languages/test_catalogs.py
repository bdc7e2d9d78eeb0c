"""The catalogs of the languages are complete, and are those of the sources."""

import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

CODES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w*)\}|%[sd]")


def path_of(code: str, ending: str = "po") -> Path:
    return settings.LOCALE_PATHS[0] / code / "LC_MESSAGES" / f"django.{ending}"


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text)}


@pytest.mark.parametrize("code", CODES)
def test_every_string_is_said_and_none_is_guessed(code):
    entries = polib.pofile(str(path_of(code)))

    assert len(entries) > 10
    assert [entry.msgid for entry in entries if entry.fuzzy or not all(said(entry))] == []


@pytest.mark.parametrize("code", CODES)
def test_what_is_filled_in_stays(code):
    """A plural form may leave its number out ("one step"), never name what is not there."""
    wrong = []
    for entry in polib.pofile(str(path_of(code))):
        wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        fewest = placeholders(entry.msgid) & placeholders(entry.msgid_plural) if entry.msgid_plural else wanted
        wrong += [text for text in said(entry) if not fewest <= placeholders(text) <= wanted]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_a_string_begins_and_ends_with_a_line_break_as_its_source_does(code):
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(path_of(code)))
        for text in said(entry)
        if (text[:1] == "\n", text[-1:] == "\n") != (entry.msgid[:1] == "\n", entry.msgid[-1:] == "\n")
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_the_compiled_catalog_is_that_of_the_source(code):
    with path_of(code, "mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    for entry in polib.pofile(str(path_of(code))):
        if entry.msgid_plural:
            forms = [compiled.npgettext, compiled.ngettext][not entry.msgctxt]
            arguments = [*([entry.msgctxt] if entry.msgctxt else []), entry.msgid, entry.msgid_plural]
            assert [forms(*arguments, 1), forms(*arguments, 2)] == said(entry)
        else:
            found = compiled.pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else compiled.gettext(entry.msgid)
            assert found == entry.msgstr


def test_the_catalogs_hold_what_the_sources_say(tmp_path):
    """Nothing is marked and missing here, nothing is here that no page says any more."""
    if shutil.which("xgettext") is None:
        reason = "GNU gettext is not installed."
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    copy = tmp_path / "waymark"
    ignored = shutil.ignore_patterns(".git", ".venv", "var", "staticfiles", "tests", "*.mo", ".*_cache", "__pycache__")
    shutil.copytree(settings.BASE_DIR, copy, ignore=ignored)
    subprocess.run([sys.executable, "manage.py", "makemessages"], cwd=copy, check=True, capture_output=True)

    for code in CODES:
        fresh = polib.pofile(str(copy / "locale" / code / "LC_MESSAGES" / "django.po"))
        kept = polib.pofile(str(path_of(code)))
        assert {(entry.msgctxt, entry.msgid) for entry in fresh} == {(entry.msgctxt, entry.msgid) for entry in kept}
