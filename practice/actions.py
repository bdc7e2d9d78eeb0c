"""What people do in practice: each function is one act of one person and one transaction."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from catalog.models import Template
from practice import grading
from practice.bank import read_bank
from practice.grading import Given
from practice.ground import can_place, read_placement
from practice.models import Answer, Session


class NothingToPractise(Exception):
    """No question of the bank is within this person's reach yet."""


@transaction.atomic
def start_session(*, by: User) -> Session:
    """Start with the next few questions, or give the session that is still open. Raises NothingToPractise."""
    still_open = Session.objects.for_owner(by).practising().open().first()
    if still_open:
        return still_open
    chosen = read_bank(by).next_questions()
    if not chosen:
        raise NothingToPractise
    try:
        with transaction.atomic():
            session = Session.objects.create(person=by)
    except IntegrityError:  # two clicks at once, and the other one was first
        return Session.objects.for_owner(by).practising().open().get()
    Answer.objects.bulk_create(
        Answer(session=session, question_id=candidate.id, position=position)
        for position, candidate in enumerate(chosen, start=1)
    )
    return session


@transaction.atomic
def answer_question(answer: Answer, given: Given, *, by: User) -> bool:
    """Keep what a person answered, once, and judge it. Gives False, and stores nothing, if it was answered or all is over."""
    now = timezone.now()
    if not act_in_session(answer, by, now):
        return False
    question = answer.question
    is_right = grading.grade(question.kind, question.options, question.answer, given)
    stored = Answer.objects.filter(pk=answer.pk, answered_at=None).update(
        given=given, is_right=is_right, answered_at=now
    )
    finish_if_settled(answer, now)
    return bool(stored)


@transaction.atomic
def mark_answer(answer: Answer, met: list[str], *, by: User) -> bool:
    """Keep which lines of the rubric an open answer meets, by the person's own word; right is what meets them all."""
    now = timezone.now()
    if not answer.waits_for_mark or not act_in_session(answer, by, now):
        return False
    given = answer.said | {"met": met}
    question = answer.question
    is_right = grading.grade(question.kind, question.options, question.answer, given)
    waiting = Answer.objects.unsettled().filter(pk=answer.pk, answered_at__isnull=False)
    stored = waiting.update(given=given, is_right=is_right)
    finish_if_settled(answer, now)
    return bool(stored)


@transaction.atomic
def finish_session(session: Session, *, by: User) -> None:
    """End a session early; what was not answered stays so. A session in which nothing was answered is forgotten."""
    now = timezone.now()
    ended = Session.objects.for_owner(by).open().filter(pk=session.pk).update(finished_at=now, active_at=now)
    if ended and not session.answers.exclude(answered_at=None).exists():
        session.delete()


class NothingToAsk(Exception):
    """No question of the bank is about a skill of this template."""


@transaction.atomic
def start_placement(template: Template, *, by: User) -> Session:
    """Begin the placement test of a template, or give the one that is still open; one of another template ends.

    Raises NothingToAsk.
    """
    still_open = Session.objects.for_owner(by).placements().open().first()
    if still_open and still_open.template_id == template.pk and not read_placement(still_open, by).is_over:
        return still_open
    if not can_place(template, by):
        raise NothingToAsk
    if still_open:
        finish_session(still_open, by=by)
    try:
        with transaction.atomic():
            return Session.objects.create(person=by, kind=Session.Kind.PLACEMENT, template=template)
    except IntegrityError:  # two clicks at once, and the other one was first
        return Session.objects.for_owner(by).placements().open().get()


@transaction.atomic
def answer_placement(asked: Answer, given: Given, *, by: User) -> bool:
    """Keep the answer to the question that a placement test asks, and end the test where no other follows.

    Gives False, and stores nothing, if it was answered or the test is over: the database takes one answer to a question.
    """
    now = timezone.now()
    if not act_in_session(asked, by, now):
        return False
    question = asked.question
    asked.given, asked.answered_at = given, now
    asked.is_right = grading.grade(question.kind, question.options, question.answer, given)
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError:
        return False
    if read_placement(asked.session, by).is_over:
        Session.objects.filter(pk=asked.session_id).update(finished_at=now)
    return True


def act_in_session(answer: Answer, by: User, now: datetime) -> bool:
    """Claim the session of an answer until the transaction ends, if it is still open."""
    return bool(Session.objects.for_owner(by).open().filter(pk=answer.session_id).update(active_at=now))


def finish_if_settled(answer: Answer, now: datetime) -> None:
    if not Answer.objects.unsettled().filter(session=answer.session_id).exists():
        Session.objects.filter(pk=answer.session_id, finished_at=None).update(finished_at=now)
