"""The promises of the portfolio, each broken once: the database refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mentoring import actions
from portfolio import actions as portfolio
from portfolio.models import Attainment, Submission
from tests.factories import step

NOW = timezone.now()


def broken(name: str):
    return pytest.raises(IntegrityError, match=name)


def change(row, **fields):
    with transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**fields)


@pytest.fixture
def draft(ada, roadmap) -> Submission:
    return portfolio.save_draft(
        step(roadmap, "fraud"), by=ada, link="", commit="", text="A model", ratings={"baseline": "met"}
    )


@pytest.fixture
def version(draft, ada) -> Submission:
    return actions.hand_in(draft, by=ada)


def another(version, **fields):
    with transaction.atomic():
        return Submission.objects.create(person=version.person, item=version.item, title="x", **{"number": 2, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "A better model"}, {"link": "https://example.org"}, {"commit": "abcdef1"}, {"ratings": {}}, {"rubric": []},
        {"number": 7}, {"title": "Other"}, {"submitted_at": NOW}, {"state": "draft", "submitted_at": None},
    ],
)  # fmt: skip
def test_what_is_handed_in_is_frozen(version, fields):
    with broken("submission_is_frozen|submission_commit_pins_a_link"):
        change(version, **fields)


def test_a_withdrawn_version_stays_withdrawn(version, ada):
    actions.take_back(version, by=ada)
    with broken("submission_is_frozen"):
        change(version, state="submitted", closed_at=None)


def test_a_frozen_version_survives_its_step(version, roadmap):
    roadmap.delete()
    version.refresh_from_db()
    assert (version.step, version.roadmap, version.text) == (None, None, "A model")


def test_a_draft_can_be_changed(draft):
    change(draft, text="A better model")
    draft.refresh_from_db()
    assert draft.text == "A better model"


def test_a_version_number_is_used_once(version):
    with broken("submission_number_once|UNIQUE.*number"):
        another(version, number=1)


def test_there_is_one_draft_a_milestone(draft):
    with broken("submission_one_draft_an_item|UNIQUE.*item_id"):
        another(draft)


def test_one_version_is_current(version):
    with broken("submission_one_current_an_item|UNIQUE.*item_id"):
        another(version, state="submitted", submitted_at=NOW, text="x")


def test_a_draft_is_not_submitted(draft):
    with broken("submission_draft_iff_not_submitted"):
        change(draft, submitted_at=NOW)


def test_closed_goes_with_a_moment(version):
    with broken("submission_closed_iff_moment"):
        change(version, state="withdrawn")


def test_what_is_handed_in_shows_something(draft):
    with broken("submission_shows_something"):
        change(draft, state="submitted", submitted_at=NOW, text="")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org", "file:///etc/passwd"])
def test_a_link_is_http(draft, link):
    with broken("submission_link_is_http"):
        change(draft, link=link)


def test_a_commit_pins_a_link(draft):
    with broken("submission_commit_pins_a_link"):
        change(draft, commit="abcdef1")


def test_versions_count_from_one(draft):
    with broken("submission_number_from_one"):
        change(draft, number=0)


def test_a_state_is_known(draft):
    with broken("submission_state_is_known|submission_closed_iff_moment|submission_draft_iff"):
        change(draft, state="lost")


def test_an_attainment_stands_once_an_assurance(version, ada):
    with broken("attainment_stands_once_an_assurance|UNIQUE.*assurance"), transaction.atomic():
        Attainment.objects.create(person=ada, item=version.item, assurance="self")


def test_the_assurances_stand_side_by_side(version, ada):
    Attainment.objects.create(person=ada, item=version.item, assurance="auto")
    assert sorted(Attainment.objects.values_list("assurance", flat=True)) == ["auto", "self"]


def test_an_assurance_is_known(version):
    with broken("attainment_assurance_is_known"):
        change(Attainment.objects.get(), assurance="hearsay")


@pytest.mark.parametrize("fields", [{"revoked_at": NOW}, {"revoked_reason": "a slip"}])
def test_revoked_goes_with_a_reason(version, fields):
    with broken("attainment_revoked_iff_reason"):
        change(Attainment.objects.get(), **fields)


def test_only_a_mentor_s_word_names_a_review(version):
    with broken("attainment_by_mentor_iff_review"):
        change(Attainment.objects.get(), review="00000000-0000-0000-0000-000000000001")
