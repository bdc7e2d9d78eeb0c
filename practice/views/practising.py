from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from practice import actions, pages
from practice.forms import AnswerForm, MarkForm, answer_form
from practice.models import Answer, Session

ANSWERED_BEFORE = gettext_lazy("This question has its answer already; the first one counts.")
OVER = gettext_lazy("This session is over, so nothing was stored.")
NOT_ANSWERED = gettext_lazy("Answer the question first; then you can mark what you wrote.")


@require_safe
def practice(request: Request) -> HttpResponse:
    return render(request, "practice/practice.html", pages.practice(request.user))


@require_POST
def start_session(request: Request) -> HttpResponse:
    try:
        return redirect(actions.start_session(by=request.user))
    except actions.NothingToPractise:
        return redirect("practice:practice")


@require_safe
def session_detail(request: Request, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.for_owner(request.user).practising(), pk=session_id)
    waiting = session.answers.unsettled().in_full().first()
    if session.finished_at or waiting is None:
        return render(request, "practice/session_detail.html", pages.session_detail(session))
    return card(request, waiting)


@require_POST
def finish_session(request: Request, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.for_owner(request.user).practising(), pk=session_id)
    actions.finish_session(session, by=request.user)
    return redirect(session if session.pk else "practice:practice")


@require_safe
def question_detail(request: Request, session_id: int, position: int) -> HttpResponse:
    return card(request, find_answer(request, session_id, position))


@require_POST
def answer_question(request: Request, session_id: int, position: int) -> HttpResponse:
    answer = find_answer(request, session_id, position)
    form = answer_form(answer, request.POST)
    given = form.given if form.is_valid() else None
    if given is None and not answer.is_answered:
        return card(request, answer, form=form, status=422)
    stored = given is not None and actions.answer_question(answer, given, by=request.user)
    answer = find_answer(request, session_id, position)
    if stored or (given is not None and answer.said.items() >= given.items()):
        return settled(request, answer)
    return card(request, answer, refusal=why_not(answer), status=409)


@require_POST
def mark_answer(request: Request, session_id: int, position: int) -> HttpResponse:
    answer = find_answer(request, session_id, position)
    form = MarkForm(request.POST, answer=answer)
    if not form.is_valid():
        return card(request, answer, refusal=str(form.errors["met"][0]), status=422)
    met = form.cleaned_data["met"]
    stored = actions.mark_answer(answer, met, by=request.user)
    answer = find_answer(request, session_id, position)
    if stored or answer.said.get("met") == met:
        return settled(request, answer)
    return card(request, answer, refusal=why_not(answer), status=409)


def why_not(answer: Answer) -> str:
    if answer.is_right is None and answer.session.finished_at:
        return str(OVER)
    return str(ANSWERED_BEFORE if answer.is_answered else NOT_ANSWERED)


def find_answer(request: Request, session_id: int, position: int) -> Answer:
    answers = Answer.objects.for_owner(request.user).practising().in_full()
    return get_object_or_404(answers, session=session_id, position=position)


def settled(request: Request, answer: Answer) -> HttpResponse:
    """Show the result: in place with htmx, else on its own address, where a reload repeats nothing."""
    return card(request, answer) if request.htmx else redirect(f"{answer.get_absolute_url()}#result")


def card(
    request: Request, answer: Answer, *, form: AnswerForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    page = "practice/question_detail.html#card" if request.htmx else "practice/question_detail.html"
    context = pages.question_detail(answer, form=form, refusal=refusal, focus=bool(request.htmx))
    return render(request, page, context, status=status)
