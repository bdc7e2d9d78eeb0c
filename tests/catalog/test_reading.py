"""No file, however broken or hostile, gets more than a list of problems out of the reader, and quickly."""

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.pack.checking import check_pack
from catalog.pack.problems import BrokenPack
from catalog.pack.reading import read_yaml
from tests.catalog.packs import SMALL, files, problem

BOMB = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + "".join(
    f"{chr(98 + number)}: &{chr(98 + number)} [{', '.join([f'*{chr(97 + number)}'] * 9)}]\n" for number in range(20)
)
HOSTILE = {
    "an alias bomb": (BOMB, "marks a place to repeat"),
    "an alias": ("areas: *a", "repeats another place"),
    "2,000 levels": ("[" * 2000, "nested more than 20 levels deep"),
    "2,000 levels of mappings": ("".join(f"{' ' * depth}a:\n" for depth in range(300)), "nested more than 20"),
    "a Python tag": ("areas: !!python/object/apply:os.system [id]", "asks for more than plain data"),
    "any other tag": ("areas: !secret x", "asks for more than plain data"),
    "10,001 values": ("areas: [" + "1," * 10_001 + "]", "holds more than 10000 values"),
    "two documents": ("areas: {}\n---\nareas: {}", "a second document begins"),
    "not YAML": ("areas: [", "this is not YAML"),
    "a tab for indentation": ("areas:\n\tx: 1", "this is not YAML"),
    "a list as a name": ("areas:\n  ? [a, b]\n  : 1", "stands where a name should"),
    "a NUL": ('areas: {p: {title: "a\\0b", summary: s}}', "control or direction characters"),
    "a direction override": ('areas: {p: {title: "a\\u202Eb", summary: s}}', "control or direction characters"),
    "an empty file": ("", "should be a mapping"),
    "only text": ("areas", "should be a mapping"),
    "only a number": ("7", "should be a mapping"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon(name):
    """It takes a tenth of a second at most on a quiet machine; a bomb that goes off takes minutes, on any."""
    text, said = HOSTILE[name]
    begun = process_time()
    found = problem({"pack.yaml": SMALL["pack.yaml"].encode(), "areas.yaml": text.encode()})
    assert process_time() - begun < 5
    assert said in found
    assert found.startswith("areas.yaml:")


def test_text_that_is_not_utf8_is_refused_with_its_line():
    assert problem({**files(), "facts.yaml": b"facts:\n  a: \xff"}).startswith("facts.yaml:2:")


def test_a_lone_surrogate_is_refused():
    _, found = read_yaml("x.yaml", b'a: "\\uD800"')
    assert found[0].line == 1


def test_words_stay_words_and_days_stay_text():
    document, found = read_yaml("x.yaml", b"[no, yes, on, 2026-11-20, 1.5, -3, true, null, 007, '5']")
    assert document.data == ["no", "yes", "on", "2026-11-20", 1.5, -3, True, None, "007", "5"]
    assert not found


def test_every_place_has_its_line():
    document, _ = read_yaml("x.yaml", b"a:\n  - b\n  - c:\n      d: 1\n")
    assert (document.line(("a", 1, "c", "d")), document.line(("a", 0)), document.line(("a", 0, "missing"))) == (4, 2, 2)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_reported(content):
    read_yaml("x.yaml", content)


@settings(deadline=None)
@given(st.text(alphabet="abc:-[]{}&*!|>'\"#%@,? \n\t0123.\\u", max_size=120))
def test_any_yaml_like_text_is_read_or_reported(text):
    with suppress(BrokenPack):
        check_pack(files(areas=text))


JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.sampled_from(sorted(SMALL)), JSON_LIKE)
def test_any_data_in_any_file_is_checked_or_reported(name, data):
    from_json = repr(data).replace("None", "null").replace("True", "true").replace("False", "false")
    with suppress(BrokenPack):
        check_pack({**files(), name: from_json.encode("utf-8", "replace")})
