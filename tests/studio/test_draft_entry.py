"""Staff edit an entry of a draft; learners see nothing of it."""

import pytest

from catalog.models import Draft, Skill
from catalog.pack.exporting import export_pack
from catalog.studio import actions, fields, files
from tests.catalog import packs
from tests.studio.conftest import as_written, say

PYTHON = "/catalog/studio/small/skills/python/"


def text(draft, name):
    return draft.files.get(name=name).text


def test_a_draft_says_what_the_pack_says(draft, small):
    assert files.texts(draft) == export_pack(small) == as_written()


def test_an_edit_is_in_the_draft_and_nowhere_else(as_editor, draft, editor):
    answer = say(as_editor, PYTHON, summary="A language that many people read.")
    assert answer.status_code == 302
    wanted = packs.SMALL["skills/programming.yaml"].replace(
        "A language to begin with.", "A language that many people read."
    )
    assert text(draft, "skills/programming.yaml") == wanted
    assert Skill.objects.get(key="python").summary == "A language to begin with."
    [change] = draft.changes.all()
    assert (change.path, change.by, change.name) == ("skills.python", editor, "skills/programming.yaml")


def test_sent_as_it_was_nothing_changes(as_editor, draft):
    for name, content in packs.files().items():
        for found in files.entries(name, files.read(name, content.decode())):
            answer = say(as_editor, f"/catalog/studio/small/{found.kind}/{found.key}/")
            assert answer.status_code == 302, found
    assert files.texts(draft) == as_written()
    assert not draft.changes.exists()


def test_what_is_wrong_is_told_beside_its_field_with_nothing_written(as_editor, draft):
    answer = say(
        as_editor, PYTHON, **{"hours.low": "99", "title": "", "resources": "tutorial\nCam pus", "retired_on": "soon"}
    )
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert "low over likely to high" in errors["hours.low"][0] if "hours.low" in errors else errors["__all__"][0]
    assert "missing" in errors["title"][0]
    assert "form" in errors["resources"][0]
    assert "form" in errors["retired_on"][0]
    assert files.texts(draft) == as_written()


@pytest.mark.parametrize("value", ["\x0b", "‮Python", "P" * 161, "two\nlines"])
def test_a_title_that_no_file_may_have(as_editor, draft, value):
    answer = say(as_editor, PYTHON, title=value)
    assert answer.status_code == 422
    assert files.texts(draft) == as_written()


def test_two_who_edit_the_same_entry_are_told_of_each_other(as_editor, draft, other):
    page = as_editor.get(PYTHON)
    seen = page.context["form"]["seen"].value()
    found = files.find(draft, "skills", "python")
    theirs = found.data | {"summary": "Otto was here."}
    actions.save_entry(draft, found.name, found.path, theirs, by=other, seen=seen)

    answer = say(as_editor, PYTHON, seen=str(seen), summary="Edith was here.")

    assert answer.status_code == 409
    content = answer.content.decode()
    assert "Otto" in content
    assert "+summary: Otto was here." in content.replace("+ ", "+")
    assert "Edith was here." in content
    assert "Otto was here." in text(draft, found.name)
    assert f'name="seen" value="{seen + 1}"' in content  # pressed again, she has seen it

    assert say(as_editor, PYTHON, seen=str(seen + 1), summary="Both were here.").status_code == 302
    assert "Both were here." in text(draft, found.name)


def test_two_who_edit_different_entries_are_not_in_each_others_way(as_editor, draft, other):
    found = files.find(draft, "skills", "jax")
    actions.save_entry(draft, found.name, found.path, found.data | {"summary": "Otto."}, by=other, seen=1)
    assert say(as_editor, PYTHON, seen="1", summary="Edith.").status_code == 302
    both = text(draft, found.name)
    assert "Otto." in both
    assert "Edith." in both


def test_a_question_is_edited_and_its_answer_checked(as_editor, draft):
    address = "/catalog/studio/small/questions/q-loops/"
    assert say(as_editor, address, value="twelve").status_code == 422
    assert say(as_editor, address, value="0", tolerance="0,5").status_code == 302
    data = files.find(draft, "questions", "q-loops").data
    assert (data["value"], data["tolerance"], data["kind"]) == (0, 0.5, "numeric")


def test_a_new_question_of_each_kind_can_be_written(as_editor, draft):
    address = "/catalog/studio/small/new/questions/programming.yaml/"
    shared = {
        "topic": "Loops",
        "topic_id": "loops",
        "level": "1",
        "items": "python",
        "prompt": "Which?",
        "explanation": "So.",
    }
    own = {
        "single": {"options[0].text": "Ten", "options[0].correct": "on", "options[1].text": "Nine"},
        "multiple": {"options[0].text": "Ten", "options[0].correct": "on", "options[1].text": "Nine"},
        "numeric": {"value": "10", "tolerance": "0"},
        "ordering": {"steps": "one\ntwo\nthree"},
        "short": {"accept": "ten"},
        "open": {"model_answer": "Ten.", "rubric": "says ten\nsays why"},
    }
    assert list(own) == fields.question_kinds()
    for kind, said in own.items():
        answer = say(as_editor, f"{address}?kind={kind}", kind=kind, key=f"q-{kind}", **shared, **said)
        assert answer.status_code == 302, answer.context["body"].errors
    assert not files.check(files.texts(draft))[1]


def test_a_new_entry_is_checked_and_its_id_must_be_free(as_editor, draft):
    address = "/catalog/studio/small/new/skills/programming.yaml/"
    assert say(as_editor, address, key="python", title="Rust", summary="Fast.").status_code == 422
    assert say(as_editor, address, key="Not an id", title="Rust", summary="Fast.").status_code == 422
    assert say(as_editor, address, key="rust", title="", summary="Fast.").status_code == 422
    assert say(as_editor, address, key="rust", title="Rust", summary="Fast.").status_code == 302
    assert files.find(draft, "skills", "rust").data == {"title": "Rust", "summary": "Fast."}


def test_an_entry_is_taken_out_and_what_refers_to_it_is_named(as_editor, draft):
    answer = as_editor.post("/catalog/studio/small/skills/jax/remove/", {"seen": "1"})
    assert answer.status_code == 302
    page = as_editor.get("/catalog/studio/small/")
    assert "template.yaml" in [problem.file for problem in page.context["problems"]]
    assert "there is no item “jax”" in page.content.decode()


def test_a_draft_that_is_gone_is_not_written(as_editor, draft, editor):
    Draft.objects.filter(pk=draft.pk).delete()
    assert as_editor.post(PYTHON, {"seen": "1", "title": "Python"}).status_code == 404
    with pytest.raises(actions.Gone):
        actions.save_entry(draft, "skills/programming.yaml", "skills.python", {"title": "P"}, by=editor, seen=1)


def test_no_more_than_a_mebibyte_goes_into_a_file(as_editor, draft):
    said = {"seen": "1", "text": "areas:\n" + "# a\n" * 300_000}
    answer = as_editor.post("/catalog/studio/small/text/areas.yaml/", said)
    assert answer.status_code == 422
    assert "1 MiB" in answer.content.decode()
