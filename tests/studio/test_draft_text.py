"""A file of a draft as text: the same errors as from the command line."""

import pytest

from catalog.studio import actions, files
from tests.catalog import packs
from tests.studio.conftest import as_written, say

AREAS = "/catalog/studio/small/text/areas.yaml/"


def test_a_text_is_stored_in_the_canonical_form(as_editor, draft):
    text = 'areas:\r\n  programming: {title: "Programming", summary: "Code that runs.", tier: core}\r\n'
    assert say(as_editor, AREAS, text=text).status_code == 302
    wanted = "areas:\n  programming:\n    title: Programming\n    summary: Code that runs.\n"
    assert draft.files.get(name="areas.yaml").text == wanted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("areas: [", "this is not YAML"),
        ("areas:\n  a: {title: A}", "areas.yaml:2: areas.a.summary: is missing; add it"),
        ("areas: &a {}\nb: *a", "anchors are not allowed"),
        ("areas: !!python/object:os.system {}", "asks for more than plain data"),
        ("[" * 2000, "nested more than 20 levels deep"),
        ("areas:\n  a: 1\n  a: 2", "stands here a second time"),
        ("", "cannot be empty"),
        ("areas:\n" + "".join(f"  a{n}: x\n" for n in range(9000)), "more than 10000 values"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_nothing_is_written(as_editor, draft, text, told):
    answer = say(as_editor, AREAS, text=text)
    assert answer.status_code == 422
    assert told in " ".join(answer.context["form"].errors["text"])
    assert files.texts(draft) == as_written()


def test_a_whole_file_is_not_written_over_what_somebody_changed_in_it(as_editor, draft, other):
    found = files.find(draft, "areas", "programming")
    actions.save_entry(draft, found.name, found.path, found.data | {"summary": "Otto."}, by=other, seen=1)
    answer = say(as_editor, AREAS, seen="1", text=packs.SMALL["areas.yaml"].replace("Code", "Programs"))
    assert answer.status_code == 409
    assert "Otto." in draft.files.get(name="areas.yaml").text


def test_a_file_that_is_not_there(as_editor, draft):
    assert as_editor.get("/catalog/studio/small/text/secrets.yaml/").status_code == 404
