"""Outlines and tables: what they say, and what is wrong with them, by line."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.models import Item
from catalog.own import outline
from catalog.own.markdown import read_markdown
from catalog.own.matching import read_outline
from catalog.own.outline import Unreadable
from catalog.own.table import is_table, read_table
from tests import factories
from tests.own.conftest import TABLE, TEXT

STEP = "# T\n## S\n- "


def said(arrangement):
    return [
        (stage["stage"].title, [(match.title, match.hours, match.item is None) for match in stage["matches"]])
        for stage in arrangement.stages()
    ]


def faults(text, ada, title=""):
    with pytest.raises(Unreadable) as unreadable:
        read_outline(text, by=ada, title=title)
    return "\n".join(map(str, unreadable.value.faults))


def test_an_outline_and_a_table_say_the_same(ada, template):
    read = read_outline(TEXT, by=ada)
    assert said(read) == said(read_outline(TABLE, by=ada, title="Our first half year"))
    assert said(read) == [
        (
            "Learn the tools",
            [
                ("Python", 16, False),
                ("Review course", 4, True),
                ("Rust", 12, False),
                ("PyTorch", 10, False),
                ("JAX", 10, False),
            ],
        ),
        ("Prove it", [("Fraud detection model", 20, False)]),
    ]
    assert read.hours == 16 + 4 + 10 + 20
    assert read.outline.summary == "What a newcomer learns here."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (STEP + "Haskell", "Line 3: “Haskell” is not in the catalog; say how many hours"),
        (STEP + "Pythn", "Did you mean “Python”?"),
        (STEP + "Python {pyhton}", "nothing with the id “pyhton”; did you mean “python”?"),
        (STEP + "Python\n- Python {python}", "Line 4: “Python” is a step already, on line 3"),
        (STEP + "Mine (3 h)\n- mine (4 h)", "Line 4: “mine” is a step already"),
        (STEP + "Mine (0 h)", "between 0.1 and 2000 hours"),
        (STEP + "Mine (99999 h)", "between 0.1 and 2000 hours"),
        ("## S\n- Python", "Line 1: the roadmap has no title"),
        ("# T", "there is no stage yet"),
        ("# T\n- Python", "Line 2: a step stands in a stage"),
        ("# T\n## S", "Line 2: the stage “S” has no step"),
        ("# T\n### S", "Line 2: write “# Title” or “## Stage”"),
        ("# T\n## S\n- Python\n# U", "Line 4: the title stands once"),
        (STEP + "Python\nMore words", "Line 4: begin a step with “- ”"),
        (STEP + "Python\n  - JAX", "Line 4: only the steps of a choice are indented"),
        (STEP + "One of: two\n  - JAX", "Line 3: 1 of 1 steps is no choice"),
        (STEP + "One of: x\n  - JAX (chosen)\n  - PyTorch (chosen)", "Line 3: 2 steps are marked as chosen; mark 1"),
        (STEP + "x" * 161 + " (1 h)", "Line 3: the title of the step is longer than 160 characters"),
        (f"# T\n## {'x' * 81}\n- Python", "Line 2: the title of the stage is longer than 80"),
        (f"# {'x' * 161}\n## S\n- Python", "Line 1: the title is longer than 160"),
        (f"# T\n{'x' * 401}\n## S\n- Python", "Line 2: the summary is longer than 400"),
        (STEP + "evil ‮ (1 h)", "Line 3: the title of the step: Remove the characters that change the direction"),
        (STEP + "​ (1 h)", "Line 3: the title of the step: Write something that can be seen"),
        ("", "no title"),
    ],
)
def test_what_is_wrong_with_an_outline_is_told_by_line(ada, template, text, told):
    assert told in faults(text, ada)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("stage,step,colour\nS,Python,red", "Line 1: there is no column “colour”; known are stage, step"),
        ("stage,step,step\nS,Python,x", "Line 1: the column “step” stands here twice"),
        ("stage,step,hours\nS,Mine,many", "Line 2: “many” is no number of hours"),
        ("stage,step,hours\nS,Mine,nan", "between 0.1 and 2000"),
        ("stage,step,hours\nS,Mine,1e9", "between 0.1 and 2000"),
        ("stage,step,optional\nS,Python,perhaps", "Line 2: optional: write yes or no, not “perhaps”"),
        ("stage,step\nS,Python,x,y", "Line 2: this row has more cells than the header"),
        ("stage,step\n,Python", "Line 2: the first row names no stage"),
        ("stage,step\nS,", "Line 2: the step has no title"),
        ('stage,step\nS,"Python', "this row cannot be read"),
        ("stage,step\nS,=HYPERLINK(1)", "is not in the catalog"),
        ("stage,step", "there is no stage yet"),
        ("stage;step\nS;Haskell", "Line 2: “Haskell” is not in the catalog"),
        ("stage,step\nS,Python\n\n\nT,Haskell", "Line 5: “Haskell”"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_by_line(ada, template, rows, told):
    assert told in faults(rows, ada, title="T")


def test_what_two_entries_are_called_must_be_said_by_id(ada, template):
    factories.skill("python-again", "Python")
    assert "the name of several entries; say which with {python} or {python-again}" in faults(STEP + "Python", ada)
    assert read_outline(STEP + "Python {python}", by=ada)


def test_another_name_finds_an_entry(ada, template):
    Item.objects.filter(key="python").update(aliases=["py"])
    assert said(read_outline(STEP + "PY", by=ada)) == [("S", [("Python", 16, False)])]


def test_what_somebody_else_wrote_is_not_found(ada, mallory, template):
    Item.objects.create(key="own-1", title="Canary", kind="own", owner=mallory)
    assert "not in the catalog" in faults(STEP + "Canary", ada)
    assert "nothing with the id" in faults(STEP + "Canary {own-1}", ada)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# T\n## S\n" + "".join(f"- Step {n} (1 h)\n" for n in range(5_000)), "500 steps at most"),
        ("stage,step,hours\n" + "".join(f"S,Step {n},1\n" for n in range(6_000)), "500 steps at most"),
        ("# T\n" + "".join(f"## Stage {n}\n- Step {n} (1 h)\n" for n in range(40)), "30 stages at most"),
        ("x" * 1_000_000, "longer than 100000 characters"),
        ("# T\n## S\n" + "- Nothing\n" * 400, "is a step already"),
    ],
)
def test_too_much_is_refused_at_once_with_the_limit(ada, template, text, told):
    begun = time.perf_counter()
    assert told in faults(text, ada, title="T")
    assert len(faults(text, ada, title="T").splitlines()) <= outline.PROBLEMS_AT_MOST
    assert time.perf_counter() - begun < 5


SIGNS = [
    *"#-*{}()[]:,;\"'|\t\n\r =+@h0123456789",
    "## ",
    "- ",
    "  - ",
    "One of: ",
    "stage,step\n",
    "(8 h)",
    "{x}",
    "\u202e",
]
ALPHABET = st.sampled_from([*SIGNS, "é", "Python"])


@given(st.lists(ALPHABET | st.characters(codec="utf-8"), max_size=120).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_text_makes_the_readers_fall_over(text):
    for read in (read_markdown, read_table):
        found = read(text.replace("\r", "\n"))
        found.check_shape()
        assert all(fault.line >= 1 and fault.what for fault in found.faults)
        assert all(len(step.title) >= 0 for step in found.steps())
    assert is_table(text) in {True, False}


@given(st.lists(ALPHABET, max_size=80).map("".join))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_pasted_it_is_read_or_refused_by_line(ada, template, text):
    faults = []
    try:
        assert read_outline(f"# T\n## S\n- Python\n{text}", by=ada).outline.stages
    except Unreadable as unreadable:
        faults = unreadable.faults
    assert all(str(fault).startswith("Line ") for fault in faults)
