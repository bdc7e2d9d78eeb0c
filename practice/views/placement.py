"""The placement test: from the start page and back to it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request, redirect_whole_page
from catalog.models import Template
from practice import actions, placement_pages
from practice.forms import AnswerForm, answer_form
from practice.ground import Placement, read_placement
from practice.models import Answer, Session
from roadmap import actions as roadmap_actions
from roadmap.pages import local_day
from roadmap.start_forms import answers_to_keep


@require_POST
def start_placement(request: Request) -> HttpResponse:
    """Keep what was typed on the start page, and begin the test for its role or go on with it."""
    if answers := answers_to_keep(request.POST):
        roadmap_actions.keep_draft(answers, by=request.user)
    key = request.POST.get("template", "").replace("\0", "")
    template = get_object_or_404(Template.objects.startable_by(request.user), key=key)
    try:
        return redirect(actions.start_placement(template, by=request.user))
    except actions.NothingToAsk:
        return redirect("roadmap:start")


@require_safe
def placement(request: Request, placement_id: int) -> HttpResponse:
    test = find_placement(request, placement_id)
    asked = placement_pages.question_asked(test)
    return card(request, asked) if asked else redirect("practice:placement_result", placement_id)


@require_POST
def answer_placement(request: Request, placement_id: int) -> HttpResponse:
    test = find_placement(request, placement_id)
    asked = placement_pages.question_asked(test)
    if asked is None:
        return next_page(request, placement_id)
    if request.POST.get("question") != str(asked.question_id):
        refusal = why_another(request, test)
        return card(request, asked, refusal=refusal, status=409) if refusal else next_page(request, placement_id)
    form = answer_form(asked, request.POST)
    if not form.is_valid():
        return card(request, asked, form=form, status=422)
    actions.answer_placement(asked, form.given, by=request.user)
    return next_page(request, placement_id)


@require_POST
def finish_placement(request: Request, placement_id: int) -> HttpResponse:
    """Stop here; a test in which nothing was answered is forgotten."""
    test = find_placement(request, placement_id)
    actions.finish_session(test.session, by=request.user)
    return redirect("practice:placement_result", placement_id) if test.session.pk else redirect("roadmap:start")


@require_safe
def placement_result(request: Request, placement_id: int) -> HttpResponse:
    test = find_placement(request, placement_id)
    if not test.is_over:
        return redirect("practice:placement", placement_id)
    return render(request, "practice/placement_result.html", placement_pages.placement_result(test, request.user))


@require_POST
def take_over_placement(request: Request, placement_id: int) -> HttpResponse:
    """Put the ticked areas and skills into the answers of the start page, whose preview shows the shorter plan."""
    test = find_placement(request, placement_id)
    if not test.is_over or test.session.template is None:
        return redirect("practice:placement", placement_id)
    shown = placement_pages.shown_keys(test)
    skills = {skill for found in shown.values() for skill in found}
    roadmap_actions.take_over_claims(
        test.session.template,
        shown=shown,
        areas=shown.keys() & set(request.POST.getlist("areas")),
        skills=skills & set(request.POST.getlist("skills")),
        placed=placement_pages.proposed_keys(test),
        by=request.user,
        today=local_day(request.user),
    )
    return redirect(reverse("roadmap:start") + "#preview")


def find_placement(request: Request, placement_id: int) -> Placement:
    """A test of somebody else, and one whose role can no longer be started, are not there."""
    startable = Template.objects.startable_by(request.user)
    tests = Session.objects.for_owner(request.user).placements().filter(template__in=startable)
    return read_placement(get_object_or_404(tests.select_related("template"), pk=placement_id), request.user)


def why_another(request: Request, test: Placement) -> str:
    """Say why another question comes than the one that was answered; a double click needs no words."""
    sent = request.POST.get("question", "")
    if sent not in {str(question) for question in test.answered}:
        return _("That question is no longer in the bank. Here is another.")
    before = test.session.answers.select_related("question").get(question=int(sent))
    form = answer_form(before, request.POST)
    if form.is_valid() and form.given == before.given:
        return ""
    return _("That question has its answer already; the first one counts. Here is the next.")


def next_page(request: Request, placement_id: int) -> HttpResponse:
    """Show the next question: in place with htmx, else on its address, where a reload repeats nothing."""
    if not request.htmx:
        return redirect("practice:placement", placement_id)
    asked = placement_pages.question_asked(find_placement(request, placement_id))
    if asked:
        return card(request, asked)
    return redirect_whole_page(request, redirect("practice:placement_result", placement_id))


def card(
    request: Request, asked: Answer, *, form: AnswerForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    page = "practice/placement.html#card" if request.htmx else "practice/placement.html"
    context = placement_pages.placement(asked, form=form, refusal=refusal, focus=bool(request.htmx))
    return render(request, page, context, status=status)
