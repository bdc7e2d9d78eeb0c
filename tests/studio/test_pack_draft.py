"""A draft from its beginning to its end: one a pack, previewed, published as a new version or discarded."""

import io
import zipfile

import pytest
from django.test import Client

from catalog.models import Draft, Item, Pack, Skill
from catalog.pack.exporting import export_pack
from catalog.pack.publishing import load_pack
from catalog.pack.source import read_files
from catalog.studio import actions, files
from tests.catalog import packs
from tests.conftest import signed_in
from tests.studio.conftest import as_written, say

DRAFT = "/catalog/studio/small/"
PYTHON = "/catalog/studio/small/skills/python/"


def publish(client, draft, version="1.1.0", changelog="Python is told better."):
    draft.refresh_from_db()
    return client.post(f"{DRAFT}publish/", {"seen": draft.edition, "version": version, "changelog": changelog})


def test_a_pack_has_one_open_draft(as_editor, small, other):
    assert as_editor.post(f"{DRAFT}begin/").status_code == 302
    signed_in(other).post(f"{DRAFT}begin/")
    assert Draft.objects.count() == 1
    assert "Draft open" in as_editor.get("/catalog/studio/").content.decode()


def test_a_new_version_is_what_learners_see(as_editor, draft):
    say(as_editor, PYTHON, summary="Read by many.")
    assert publish(as_editor, draft).status_code == 302
    pack = Pack.objects.get(key="small")
    assert pack.version == "1.1.0"
    assert pack.changelog[0]["text"] == "Python is told better."
    assert [one["version"] for one in pack.changelog] == ["1.1.0", "1.0.0"]
    assert "Read by many." in Client().get("/catalog/python/").content.decode()
    assert not Draft.objects.exists()


def test_what_was_published_is_what_the_files_would_load(as_editor, draft, tmp_path):
    say(as_editor, PYTHON, summary="Read by many.")
    publish(as_editor, draft)
    exported = export_pack(Pack.objects.get(key="small"))
    assert load_pack(packs.write(tmp_path / "out", exported)).was_current


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("1.0.0", "does not come after 1.0.0"),
        ("0.9.9", "does not come after"),
        ("2", "three numbers"),
        ("1.1.0-beta", "three numbers"),
        ("", "which version"),
        ("9" * 30, "three numbers"),
    ],
)
def test_a_version_grows(as_editor, draft, version, told):
    answer = publish(as_editor, draft, version)
    assert answer.status_code == 422
    assert told in " ".join(answer.context["form"].errors["version"])
    assert Pack.objects.get().version == "1.0.0"


@pytest.mark.parametrize("changelog", ["", "x" * 401])
def test_a_version_says_in_a_line_what_is_new(as_editor, draft, changelog):
    assert publish(as_editor, draft, changelog=changelog).status_code == 422


def test_a_broken_draft_is_not_published_and_nothing_of_it_is(as_editor, draft):
    say(as_editor, PYTHON, needs="jaxx")
    answer = publish(as_editor, draft)
    assert answer.status_code == 422
    assert "there is no item “jaxx”; did you mean “jax”?" in answer.content.decode()
    assert Pack.objects.get().version == "1.0.0"
    assert Draft.objects.exists()


def test_a_circle_is_named(as_editor, draft):
    say(as_editor, PYTHON, needs="jax")
    assert "jax needs python needs jax" in as_editor.get(DRAFT).content.decode() or "python needs jax needs python" in (
        as_editor.get(DRAFT).content.decode()
    )


def test_nobody_publishes_what_they_have_not_seen(as_editor, draft, other):
    found = files.find(draft, "skills", "python")
    actions.save_entry(draft, found.name, found.path, found.data | {"summary": "Otto."}, by=other, seen=1)
    answer = as_editor.post(f"{DRAFT}publish/", {"seen": "1", "version": "1.1.0", "changelog": "New."})
    assert answer.status_code == 409
    assert "Otto" in answer.content.decode()
    assert Pack.objects.get().version == "1.0.0"


def test_a_draft_of_what_was_loaded_over_meanwhile_is_refused(as_editor, draft, tmp_path):
    newer = packs.bent("pack.yaml", "1.0.0", "1.0.5")
    load_pack(packs.write(tmp_path / "newer", newer))
    answer = publish(as_editor, draft)
    assert answer.status_code == 422
    assert "version 1.0.5 is loaded now" in answer.content.decode()


def test_a_preview_is_the_page_that_learners_will_see(as_editor, draft):
    say(as_editor, PYTHON, summary="Read by many.", learn="generators")
    shown = as_editor.get(f"{PYTHON}preview/").content.decode()
    assert "Read by many." in shown
    assert "generators" in shown
    assert "A preview out of the draft" in shown
    assert Skill.objects.get(key="python").summary == "A language to begin with."
    assert Pack.objects.get().version == "1.0.0"


def test_a_new_item_has_a_preview_before_it_has_a_page(as_editor, draft):
    say(as_editor, "/catalog/studio/small/new/skills/programming.yaml/", key="rust", title="Rust", summary="Fast.")
    assert "Rust" in as_editor.get("/catalog/studio/small/skills/rust/preview/").content.decode()
    assert not Item.objects.filter(key="rust").exists()


@pytest.mark.parametrize(
    "place", ["areas/programming", "milestones/fraud", "roles/engineer", "pathways/bachelor", "template/engineer",
              "resources/campus", "questions/q-loops", "facts/torch-version"]
)  # fmt: skip
def test_each_kind_has_its_preview(as_editor, draft, place):
    assert as_editor.get(f"/catalog/studio/small/{place}/preview/").status_code == 200


def test_a_broken_draft_has_no_preview_and_says_why(as_editor, draft):
    say(as_editor, PYTHON, needs="jaxx")
    answer = as_editor.get(f"{PYTHON}preview/")
    assert answer.status_code == 422
    assert "skills/programming.yaml:" in answer.content.decode()


def test_discarded_a_draft_leaves_what_is_published(as_editor, draft, small):
    say(as_editor, PYTHON, summary="Read by many.")
    assert as_editor.post(f"{DRAFT}discard/", {"seen": "1"}).status_code == 409
    draft.refresh_from_db()
    assert as_editor.post(f"{DRAFT}discard/", {"seen": draft.edition}).status_code == 302
    assert not Draft.objects.exists()
    assert export_pack(small) == as_written()


def test_a_draft_and_a_pack_are_taken_away_as_a_zip_that_loads(as_editor, small, tmp_path):
    published = as_editor.get(f"{DRAFT}zip/")
    assert published["Content-Disposition"] == 'attachment; filename="small.zip"'
    place = tmp_path / "small.zip"
    place.write_bytes(published.content)
    assert read_files(place) == as_written()
    as_editor.post(f"{DRAFT}begin/")
    say(as_editor, PYTHON, summary="Read by many.")
    drafted = zipfile.ZipFile(io.BytesIO(as_editor.get(f"{DRAFT}zip/").content))
    assert "Read by many." in drafted.read("small/skills/programming.yaml").decode()


def test_to_a_learner_the_studio_does_not_exist(as_ada, draft):
    for address in ("/catalog/studio/", DRAFT, PYTHON, f"{DRAFT}zip/"):
        assert as_ada.get(address).status_code == 404
    assert as_ada.post(f"{DRAFT}discard/", {"seen": "1"}).status_code == 404
    assert Draft.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_packs_costs_the_same_for_one_as_for_three(
    as_editor, small, editor, count, django_assert_num_queries, tmp_path
):
    for number in range(count):
        actions.begin_draft(f"new-{number}", packs.files(), by=editor)
    with django_assert_num_queries(5):
        as_editor.get("/catalog/studio/")


def test_a_file_is_added_for_what_the_pack_did_not_hold(as_editor, draft):
    said = {"seen": draft.edition, "kind": "skills", "area": "programming"}
    assert as_editor.post(f"{DRAFT}add-file/", said | {"kind": "courses", "area": ""}).status_code == 302
    assert draft.files.get(name="courses.yaml").text == "courses: {}\n"
    assert as_editor.post(f"{DRAFT}add-file/", said).status_code == 422  # skills/programming.yaml is there
    for wrong in ({"kind": "secrets"}, {"area": "../x"}, {"area": "x" * 81}, {"kind": "questions", "area": ""}):
        assert as_editor.post(f"{DRAFT}add-file/", said | wrong).status_code == 422
    assert not files.check(files.texts(draft))[1]


def test_a_new_area_gets_its_skills_in_the_browser(as_editor, draft):
    say(as_editor, f"{DRAFT}new/areas.yaml/", key="robotics", title="Robotics", summary="Things that move.")
    draft.refresh_from_db()
    as_editor.post(f"{DRAFT}add-file/", {"seen": draft.edition, "kind": "skills", "area": "robotics"})
    say(as_editor, f"{DRAFT}new/skills/robotics.yaml/", key="grasping", title="Grasping", summary="Hold it.")
    assert publish(as_editor, draft).status_code == 302
    assert Item.objects.get(key="grasping").area.key == "robotics"
