"""What a placement test found: read, changed, and taken over into the plan."""

import pytest

from roadmap.models import Progress, ProgressEvent, Roadmap, StartDraft
from tests import factories
from tests.practice.placements import UNKNOWN, WRONG_ONE, read, say

pytestmark = pytest.mark.usefixtures("the_first_monday")


def test_the_result_says_in_words_what_she_knows_and_explains_every_question(as_ada, finished):
    page = read(as_ada, finished.get_absolute_url())

    assert "You know 3 skills already." in page
    assert "You know pandas and Rust (2 of 2 right)." in page
    assert "what you know builds on it" in page
    assert "The reason of frames." in page
    assert "The reason of borrow." in page
    assert "A few questions prove little" in page
    for key in ("python", "pandas", "rust"):
        assert f'name="skills" value="{key}" checked' in page
    assert 'name="skills" value="jax" checked' not in page


def test_what_was_wrong_is_left_to_learn(as_ada, running):
    say(as_ada, running, WRONG_ONE)
    say(as_ada, running, UNKNOWN)
    page = read(as_ada, running.get_absolute_url())

    assert "Foundations: not yet." in page
    assert " checked" not in page


def test_nothing_is_claimed_before_she_says_yes(as_ada, ada, finished):
    read(as_ada, f"{finished.get_absolute_url()}result/")

    assert not StartDraft.objects.exists()
    assert not Progress.objects.exists()


def test_what_she_takes_over_shortens_the_plan_at_once(as_ada, ada, answers, finished):
    assert "54 h in four steps" in read(as_ada, "/start/")
    response = as_ada.post(f"{finished.get_absolute_url()}take-over/", {"skills": ["python", "pandas"]})
    assert response.url == "/start/#preview"

    page = read(as_ada, "/start/")
    assert "30 h in two steps" in page
    assert "24 h of it known already" in page
    assert not Progress.objects.exists()


def test_what_she_had_typed_and_claimed_elsewhere_stays(as_ada, ada, answers, finished):
    factories.skill("elsewhere")
    as_ada.post("/start/preview/", answers | {"skills": ["elsewhere", "jax"]})
    as_ada.post(f"{finished.get_absolute_url()}take-over/", {"skills": ["pandas"]})

    kept = StartDraft.objects.get(person=ada).answers
    assert kept["weekly_hours"] == ["5.5"]
    assert kept["skills"] == ["elsewhere", "pandas"]  # JAX stood on the page, and was not ticked there
    page = read(as_ada, f"{finished.get_absolute_url()}result/")
    assert 'value="pandas" checked' in page
    assert 'value="rust" checked' not in page


def test_a_whole_area_may_be_added(as_ada, finished):
    as_ada.post(f"{finished.get_absolute_url()}take-over/", {"areas": "foundations"})

    assert "20 h in one step" in read(as_ada, "/start/")


def test_a_claim_of_the_test_names_its_source_and_stays_her_own_word(as_ada, ada, answers, finished):
    as_ada.post(f"{finished.get_absolute_url()}take-over/", {"skills": ["pandas", "python", "pytorch"]})
    assert "placement test" in read(as_ada, "/start/")
    as_ada.post("/start/", answers | {"skills": ["pandas", "python", "pytorch"]})

    found = {
        key: (source, assurance)
        for key, source, assurance in Progress.objects.values_list("item__key", "source", "assurance")
    }
    assert found == {"pandas": ("placement", "self"), "python": ("placement", "self"), "pytorch": ("claim", "self")}
    assert set(ProgressEvent.objects.values_list("source", flat=True)) == {"placement", "claim"}
    assert Roadmap.objects.get(owner=ada).steps.filter(item__key="python").exists()


def test_what_she_unticked_at_last_is_not_claimed(as_ada, answers, finished):
    as_ada.post(f"{finished.get_absolute_url()}take-over/", {"skills": ["pandas", "python"]})
    as_ada.post("/start/", answers | {"skills": ["pandas"]})

    assert list(Progress.objects.values_list("item__key", flat=True)) == ["pandas"]


def test_only_what_the_page_showed_can_be_taken_over(as_ada, ada, finished):
    factories.skill("secret")
    as_ada.post(f"{finished.get_absolute_url()}take-over/", {"skills": ["secret", "a\0b"], "areas": ["nothing"]})

    kept = StartDraft.objects.get(person=ada)
    assert (kept.answers["skills"], kept.answers["areas"], kept.placed) == ([], [], [])
