"""A person writes a roadmap, starts it, passes it on; nobody else sees it without the link."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.models import Item, Template
from catalog.own import actions
from catalog.own.writing import write_outline
from roadmap.models import Roadmap
from tests.own.conftest import TABLE, TEXT

NEW = "/catalog/own/new/"


def outline(template):
    return [
        [
            stage.title,
            *[(step.item.title, step.is_default, step.is_optional) for step in stage.steps.order_by("position")],
        ]
        for stage in template.stages.order_by("position")
    ]


def test_a_preview_stores_nothing(as_ada, template):
    answer = as_ada.post(NEW, {"text": TEXT, "preview": ""})
    assert answer.status_code == 200
    assert "Review course" in answer.content.decode()
    assert "6 steps · about 50 h" in answer.content.decode()
    assert Template.objects.count() == 1
    assert not Item.objects.filter(kind="own").exists()


@pytest.mark.parametrize("said", [{"text": TEXT}, {"text": TABLE, "title": "Our first half year"}])
def test_stored_it_can_be_started(as_ada, ada, template, said):
    answer = as_ada.post(NEW, {**said, "store": "", "role": "test-engineer"})
    own = Template.objects.get(owner=ada)
    assert answer["Location"] == own.get_absolute_url()
    assert outline(own) == [
        [
            "Learn the tools",
            ("Python", True, False),
            ("Review course", True, False),
            ("Rust", False, True),
            ("PyTorch", True, False),
            ("JAX", False, False),
        ],
        ["Prove it", ("Fraud detection model", True, False)],
    ]
    assert (own.title, own.role.key, own.pack) == ("Our first half year", "test-engineer", None)


def test_a_file_takes_the_place_of_the_text(as_ada, ada, template):
    sent = SimpleUploadedFile("plan.csv", b"\xef\xbb\xbf" + TABLE.encode())
    answer = as_ada.post(NEW, {"title": "From a table", "text": "", "file": sent, "store": ""})
    assert answer.status_code == 302
    assert len(outline(Template.objects.get(owner=ada))) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\xff\xfe\x00", "not UTF-8"), (b"# T\x00", "not text"), (b"x" * 400_001, "larger than 400 kB"), (b"", "empty")],
)
def test_a_file_that_cannot_be_read(as_ada, template, content, told):
    answer = as_ada.post(NEW, {"file": SimpleUploadedFile("plan.md", content), "store": ""})
    assert answer.status_code == 422
    assert told in " ".join(answer.context["form"].errors["file"])


def test_errors_are_told_by_line_and_nothing_is_stored(as_ada, template):
    answer = as_ada.post(NEW, {"text": TEXT.replace("Review course (4 h)", "Review course"), "store": ""})
    assert answer.status_code == 422
    assert "Line 7: “Review course” is not in the catalog" in answer.content.decode()
    assert Template.objects.count() == 1
    assert not Item.objects.filter(kind="own").exists()


@pytest.mark.parametrize("said", [{"title": "x" * 161}, {"title": "a\u202eb"}, {"role": "pilot"}, {"role": "x\0"}])
def test_a_field_that_is_wrong_is_named(as_ada, template, said):
    answer = as_ada.post(NEW, {"text": TEXT, "store": "", **said})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(said)


def test_an_existing_roadmap_is_the_first_draft_of_an_own_one(as_ada, ada, template):
    first = as_ada.get(f"{NEW}?from=test-engineer").context["form"].initial["text"]
    assert "- Python {python}" in first
    as_ada.post(NEW, {"text": first, "store": ""})
    assert outline(Template.objects.get(owner=ada)) == outline(template)


def test_what_is_written_out_and_read_again_is_the_same(as_ada, own, ada):
    before = outline(own)
    as_ada.post(f"{own.get_absolute_url()}edit/", {"text": write_outline(own), "version": "1", "store": ""})
    own.refresh_from_db()
    assert outline(own) == before
    assert own.version == "2"
    assert Item.objects.filter(owner=ada).count() == 1


def test_changed_in_two_windows_the_second_is_told(as_ada, own):
    address = f"{own.get_absolute_url()}edit/"
    for _ in range(2):
        answer = as_ada.post(address, {"text": TEXT.replace("Rust", "Rust"), "version": "1", "store": ""})
    assert answer.status_code == 422
    assert "changed in another window" in answer.content.decode()


def test_it_is_offered_to_its_owner_at_the_start_and_becomes_a_roadmap(as_ada, ada, own):
    page = as_ada.get(f"/start/?role={own.key}").content.decode()
    assert "Our first half year" in page
    said = {"template": own.key, "weekly_hours": "8", "starts_on": "2027-01-04"}
    answer = as_ada.post("/start/", said | {"starts_on": as_ada.get("/start/").context["form"]["starts_on"].value()})
    assert answer.status_code == 302
    roadmap = Roadmap.objects.get(owner=ada)
    assert roadmap.title == "Our first half year"
    assert roadmap.steps.count() == 6
    assert as_ada.get(roadmap.get_absolute_url()).status_code == 200


def test_nobody_else_is_offered_it_or_may_start_it(as_mallory, own, mallory):
    start = as_mallory.get("/start/")
    assert "Our first half year" not in start.content.decode()
    day = start.context["form"]["starts_on"].value()
    answer = as_mallory.post("/start/", {"template": own.key, "weekly_hours": "8", "starts_on": day})
    assert answer.status_code == 422
    assert not Roadmap.objects.exists()


def test_it_stands_in_no_list(own):
    visitor = Client()
    pages = ["/catalog/", "/catalog/?q=newcomer", "/catalog/python/", "/catalog/roles/test-engineer/", "/"]
    for address in pages:
        content = visitor.get(address).content.decode()
        assert "Our first half year" not in content, address
        assert own.key not in content
    assert visitor.get(f"/catalog/roadmaps/{own.key}/").status_code == 404
    assert visitor.get(own.get_absolute_url())["Location"].startswith("/accounts/login/")


def test_whoever_has_the_link_takes_a_copy_that_is_theirs(as_mallory, mallory, own, ada):
    page = as_mallory.get(own.get_absolute_url()).content.decode()
    assert "A roadmap by Ada" in page
    answer = as_mallory.post(f"{own.get_absolute_url()}take/")
    copy = Template.objects.get(owner=mallory)
    assert answer["Location"] == copy.get_absolute_url()
    assert outline(copy) == outline(own)
    assert Item.objects.get(owner=mallory).title == "Review course"
    ada.delete()
    assert outline(copy)[0][2] == ("Review course", True, False)


def test_the_old_link_leads_nowhere(as_ada, as_mallory, own):
    old = own.get_absolute_url()
    as_ada.post(f"{old}link/")
    own.refresh_from_db()
    assert as_mallory.get(old).status_code == 404
    assert as_mallory.get(own.get_absolute_url()).status_code == 200


def test_deleted_it_is_gone_from_lists_and_roadmaps_stay(as_ada, ada, own):
    roadmap = Roadmap.objects.create(owner=ada, title="R", template=own, weekly_hours=8, starts_on="2027-01-04")
    assert as_ada.post(f"{own.get_absolute_url()}delete/").status_code == 302
    as_ada.get("/catalog/own/")  # tells that it is deleted
    assert "Our first half year" not in as_ada.get("/start/").content.decode()
    assert as_ada.get(own.get_absolute_url()).status_code == 404
    assert as_ada.get(roadmap.get_absolute_url()).status_code == 200


def test_a_stranger_changes_nothing(as_mallory, own):
    for act in ("edit", "link", "delete"):
        assert as_mallory.post(f"{own.get_absolute_url()}{act}/", {"text": TEXT, "store": ""}).status_code == 404


def test_there_is_an_end_to_it(as_ada, ada, own, monkeypatch):
    monkeypatch.setattr(actions, "TEMPLATES_AT_MOST", 1)
    assert "You have 1 roadmaps" in as_ada.post(NEW, {"text": TEXT, "store": ""}).content.decode()
    as_ada.post(f"{own.get_absolute_url()}take/")
    assert Template.objects.filter(owner=ada).count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_as_for_three(as_ada, ada, own, count, django_assert_num_queries):
    for _ in range(count):
        actions.take_template(own, by=ada)
    with django_assert_num_queries(4):
        as_ada.get("/catalog/own/")
