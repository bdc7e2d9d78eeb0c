"""The placement test at the start: asked, answered, stopped."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from catalog.models import Item, Question, Role, Template
from practice import actions
from practice.models import Answer, Session
from roadmap.models import Progress, StartDraft
from tests import factories
from tests.practice.factories import RIGHT, WRONG, question
from tests.practice.placements import HTMX, RIGHT_ONE, START, UNKNOWN, WRONG_ONE, asked_in, read, say

pytestmark = pytest.mark.usefixtures("the_first_monday")

# From the start page and into the test


def test_the_start_page_leads_to_it_and_keeps_what_was_typed(as_ada, ada, bank, answers):
    assert f'formaction="{START}"' in read(as_ada, "/start/")
    response = as_ada.post(START, answers)

    session = Session.objects.get(person=ada, kind="placement")
    assert response.url == f"/practice/placement/{session.pk}/"
    assert session.template.key == answers["template"]
    assert 'value="5.5"' in read(as_ada, "/start/")


def test_a_role_without_questions_offers_none(as_ada, template, answers):
    question("essay", Item.objects.get(key="python"), kind="open", level=2)
    question("old", Item.objects.get(key="python"), is_withdrawn=True)

    assert START not in read(as_ada, "/start/")
    assert as_ada.post(START, answers).url == "/start/"
    assert not Session.objects.exists()


@pytest.mark.parametrize("key", ["", "nothing", "a\0b"])
def test_a_role_that_is_not_there_is_not_found(as_ada, bank, key):
    assert as_ada.post(START, {"template": key}).status_code == 404


def test_a_role_that_mallory_wrote_for_herself_is_not_there_for_ada(as_ada, mallory, template, bank):
    Template.objects.update(owner=mallory, pack=None)

    assert as_ada.post(START, {"template": template.key}).status_code == 404


def test_two_clicks_begin_one_test(as_ada, bank, answers):
    assert as_ada.post(START, answers).url == as_ada.post(START, answers).url
    assert Session.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_begin_one_test(ada, template, bank):
    def click(_):
        try:
            return actions.start_placement(template, by=ada).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(click, range(4)))) == 1


def test_beginning_one_for_another_role_ends_the_first(as_ada, ada, running, template):
    role = Role.objects.create(key="other", title="Other", stage=Role.Stage.CORE, pack=factories.pack())
    other = Template.objects.create(key="other", title="Other", role=role, version="1.0.0", pack=role.pack)
    stage = other.stages.create(key="only", title="Only", short_title="Only", position=1)
    stage.steps.create(item=Item.objects.get(key="python"), position=1)
    say(as_ada, running)
    second = actions.start_placement(other, by=ada)

    assert second.pk != running.pk
    assert Session.objects.get(pk=running.pk).finished_at
    assert Session.objects.for_owner(ada).placements().open().get() == second


# While it runs


def test_it_begins_in_the_middle_and_does_not_say_what_was_right(as_ada, running):
    address = running.get_absolute_url()
    assert "The prompt of frames?" in read(as_ada, address)
    page = say(as_ada, running, WRONG_ONE, follow=True).content.decode()

    assert "The prompt of lists?" in page
    assert "Red is not it." not in page
    assert "not right" not in page
    assert "The reason of" not in page


def test_with_htmx_the_next_question_comes_in_place(as_ada, running):
    page = say(as_ada, running, headers=HTMX).content.decode()

    assert page.lstrip().startswith("<article")
    assert "The prompt of borrow?" in page
    assert say(as_ada, running, headers=HTMX)["HX-Redirect"] == f"{running.get_absolute_url()}result/"


def test_she_leaves_and_comes_back_to_the_same_question(as_ada, running):
    say(as_ada, running)
    assert "waits at question 2" in read(as_ada, "/start/")

    assert as_ada.post(START, {"template": running.template.key}).url == running.get_absolute_url()
    assert "The prompt of borrow?" in read(as_ada, running.get_absolute_url())


def test_not_knowing_is_one_tap(as_ada, running):
    say(as_ada, running, UNKNOWN)

    stored = running.answers.get()
    assert stored.given == {"unknown": True}
    assert stored.is_right is False


def test_nothing_chosen_is_told_beside_the_options(as_ada, running):
    response = say(as_ada, running, {})

    assert response.status_code == 422
    assert "Choose one of the answers." in response.content.decode()
    assert not running.answers.exists()


def test_a_double_click_counts_once(as_ada, running):
    asked = asked_in(running)
    for _ in range(2):
        response = as_ada.post(
            f"{running.get_absolute_url()}answer/", {"question": asked.question_id} | RIGHT_ONE, follow=True
        )

    assert running.answers.count() == 1
    assert "The prompt of borrow?" in response.content.decode()
    assert "first one counts" not in response.content.decode()


def test_a_second_answer_is_refused_and_she_is_told(as_ada, running):
    asked = asked_in(running)
    say(as_ada, running, RIGHT_ONE)
    response = as_ada.post(f"{running.get_absolute_url()}answer/", {"question": asked.question_id} | WRONG_ONE)

    assert response.status_code == 409
    assert "the first one counts" in response.content.decode()
    assert running.answers.get().is_right


def test_the_database_takes_one_answer_to_a_question(as_ada, running):
    say(as_ada, running)
    stored = running.answers.get()
    twice = Answer(session=running, question=stored.question, position=9, given={}, answered_at=stored.answered_at)

    with pytest.raises(IntegrityError, match=r"answer_question_once_a_session|practice_answer.session_id"):
        twice.save()


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_the_same_moment_count_once(ada, running):
    asked = asked_in(running)

    def click(option):
        try:
            mine = Answer(session=running, question=asked.question, position=asked.position)
            return actions.answer_placement(mine, {"options": [option]}, by=ada)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(click, ["green", "red", "green", "red"])) == [False, False, False, True]
    assert running.answers.count() == 1


def test_a_question_withdrawn_in_the_middle_is_skipped(as_ada, running):
    asked = asked_in(running)
    Question.objects.filter(pk=asked.question_id).update(is_withdrawn=True)
    response = as_ada.post(f"{running.get_absolute_url()}answer/", {"question": asked.question_id} | RIGHT_ONE)

    assert response.status_code == 409
    page = response.content.decode()
    assert "no longer in the bank" in page
    assert "The prompt of lists?" in page
    assert not running.answers.exists()


def test_where_all_that_was_left_is_withdrawn_the_test_is_over(as_ada, template, running):
    say(as_ada, running)
    Question.objects.exclude(key="frames").update(is_withdrawn=True)

    assert "1 of 1 right" in read(as_ada, running.get_absolute_url())
    as_ada.post(START, {"template": template.key})
    assert Session.objects.get(pk=running.pk).finished_at


def test_who_has_done_all_of_it_is_offered_none(as_ada, ada, template, bank):
    for item in Item.objects.filter(kind="skill"):
        Progress.objects.create(
            person=ada, item=item, status="done", changed_at="2027-01-01T00:00Z", changed_on="2027-01-01"
        )

    assert START not in read(as_ada, "/start/")
    assert as_ada.post(START, {"template": template.key}).url == "/start/"
    assert not Session.objects.exists()


def test_what_was_withdrawn_after_her_answer_says_nothing_any_more(as_ada, finished):
    Question.objects.filter(key="borrow").update(is_withdrawn=True)

    assert "Nothing is certain yet." in read(as_ada, f"{finished.get_absolute_url()}result/")


def test_a_question_that_was_not_asked_is_not_answered(as_ada, running, bank):
    for sent in (str(bank[1].pk), "", "many", "9" * 30):
        response = as_ada.post(f"{running.get_absolute_url()}answer/", {"question": sent} | RIGHT_ONE)
        assert response.status_code == 409
    assert not running.answers.exists()


def test_she_may_stop_and_keep_what_was_found(as_ada, running):
    say(as_ada, running)
    page = as_ada.post(f"{running.get_absolute_url()}finish/", follow=True).content.decode()

    assert "not certain (1 of 1 right)" in page
    assert Session.objects.get(pk=running.pk).finished_at


def test_a_test_in_which_nothing_was_answered_is_forgotten(as_ada, running):
    assert as_ada.post(f"{running.get_absolute_url()}finish/").url == "/start/"
    assert not Session.objects.exists()


def test_what_is_done_already_is_not_asked_about(ada, running, bank):
    Progress.objects.create(
        person=ada,
        item=Item.objects.get(key="pandas"),
        status="done",
        changed_at="2027-01-01T00:00Z",
        changed_on="2027-01-01",
    )
    assert asked_in(running).question.key == "lists"


# Whose it is, and how long


@pytest.mark.parametrize("page", ["", "result/"])
def test_mallory_does_not_see_it(as_mallory, finished, page):
    assert as_mallory.get(f"{finished.get_absolute_url()}{page}").status_code == 404


@pytest.mark.parametrize("act", ["answer/", "finish/", "take-over/"])
def test_mallory_does_nothing_in_it(as_mallory, running, act):
    assert as_mallory.post(f"{running.get_absolute_url()}{act}").status_code == 404
    assert not StartDraft.objects.exists()


def test_a_test_of_a_role_that_is_gone_is_not_there(as_ada, running):
    Template.objects.update(is_withdrawn=True)

    assert as_ada.get(running.get_absolute_url()).status_code == 404
    assert as_ada.post(f"{running.get_absolute_url()}answer/").status_code == 404


def test_it_is_no_session_of_practice(as_ada, ada, running):
    say(as_ada, running)

    assert as_ada.get(f"/practice/sessions/{running.pk}/").status_code == 404
    assert as_ada.get(f"/practice/sessions/{running.pk}/questions/1/").status_code == 404
    assert as_ada.post(f"/practice/sessions/{running.pk}/finish/").status_code == 404
    assert running.get_absolute_url() not in read(as_ada, "/practice/")


def test_a_test_that_is_over_takes_no_more_answers(as_ada, finished, bank):
    response = as_ada.post(f"{finished.get_absolute_url()}answer/", {"question": bank[2].pk} | RIGHT_ONE)

    assert response.url == finished.get_absolute_url()
    assert finished.answers.count() == 2


def test_the_result_of_a_running_test_is_the_test(as_ada, running):
    assert as_ada.get(f"{running.get_absolute_url()}result/").url == running.get_absolute_url()
    assert as_ada.post(f"{running.get_absolute_url()}take-over/").url == running.get_absolute_url()


def test_afterwards_the_start_page_leads_to_what_was_found_and_to_another(as_ada, template, finished):
    page = read(as_ada, "/start/")
    assert f"{finished.get_absolute_url()}result/" in page
    assert "Take it once more" in page

    again = as_ada.post(START, {"template": template.key}).url
    assert again != finished.get_absolute_url()
    assert "The prompt of lists?" in read(as_ada, again)  # the one that she has not seen


@pytest.mark.parametrize(("kind", "has_template"), [("practice", True), ("placement", False)])
def test_the_database_knows_what_a_placement_test_is_about(ada, template, kind, has_template):
    with pytest.raises(IntegrityError, match="session_placement_names_its_template"):
        Session.objects.create(person=ada, kind=kind, template=template if has_template else None)


@pytest.mark.parametrize("kind", ["single", "multiple", "numeric", "short"])
def test_every_quick_kind_can_be_answered(as_ada, ada, template, kind):
    asked = question("only", Item.objects.get(key="python"), kind=kind, level=2)
    for said, is_right in ((RIGHT, True), (WRONG, False)):
        session = actions.start_placement(template, by=ada)
        as_ada.post(
            f"{session.get_absolute_url()}answer/",
            f"question={asked.pk}&{said[kind]}",
            content_type="application/x-www-form-urlencoded",
        )
        assert session.answers.get().is_right is is_right
        assert "The reason of only." in read(as_ada, session.get_absolute_url())


@pytest.mark.parametrize("questions", [1, 3])
def test_a_question_costs_the_same_among_one_as_among_three(as_ada, running, questions, django_assert_num_queries):
    for number in range(questions):
        question(f"more-{number}", Item.objects.get(key="jax"), level=1)
    as_ada.get(running.get_absolute_url())
    with django_assert_num_queries(12):
        as_ada.get(running.get_absolute_url())


@pytest.mark.parametrize("answered", [1, 3])
def test_the_result_costs_the_same_for_one_answer_as_for_three(as_ada, running, answered, django_assert_num_queries):
    for said in (RIGHT_ONE, WRONG_ONE, RIGHT_ONE)[:answered]:
        say(as_ada, running, said)
    as_ada.post(f"{running.get_absolute_url()}finish/")
    with django_assert_num_queries(14):
        as_ada.get(f"{running.get_absolute_url()}result/")


def test_on_the_whole_curriculum_it_is_short_and_finds_something(as_ada, ada):
    call_command("load_content", verbosity=0)
    template = Template.objects.order_by("position").first()
    session = actions.start_placement(template, by=ada)
    while asked := asked_in(session):
        correct = [asked.question.options[index]["text"] for index in asked.question.answer.get("correct", [])]
        key = asked.question.answer
        given = {"options": correct, "number": str(key.get("value", "")), "text": (key.get("accept") or [""])[0]}
        assert actions.answer_placement(asked, given, by=ada)
    page = read(as_ada, session.get_absolute_url())

    assert 8 <= session.answers.count() <= 12
    assert "skills already." in page
