from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import Request
from mentoring import actions
from mentoring.forms import CommentForm
from mentoring.models import ReviewRequest
from mentoring.reading import submissions_for
from portfolio import actions as portfolio
from portfolio import pages
from portfolio.forms import EvidenceForm
from portfolio.models import Submission
from portfolio.steps import milestone_steps


@require_POST
def hand_in(request: Request, step_id: int) -> HttpResponse:
    step = get_object_or_404(milestone_steps(request.user), pk=step_id)
    form = EvidenceForm(request.POST, draft=None, rubric=portfolio.rubric_of(step.item_id), must_show=True)
    if not form.is_valid():
        return render(request, "portfolio/evidence.html", pages.evidence(step, request.user, form), status=422)
    draft = portfolio.save_draft(step, by=request.user, **form.kept())
    submission = actions.hand_in(draft, by=request.user)
    if submission:
        messages.success(request, _("Version %(number)s is handed in.") % {"number": submission.number})
    return redirect("portfolio:evidence", step.pk)


@require_POST
def take_back(request: Request, submission_id: int) -> HttpResponse:
    submission = get_object_or_404(Submission.objects.for_owner(request.user).handed_in(), pk=submission_id)
    if actions.take_back(submission, by=request.user):
        messages.success(request, _("Version %(number)s is withdrawn.") % {"number": submission.number})
    return redirect(submission)


@require_POST
def add_comment(request: Request, submission_id: int) -> HttpResponse:
    """The mentee, or a mentor with whom the evidence is shared, says something on one version."""
    own = Submission.objects.for_owner(request.user).handed_in().filter(pk=submission_id).first()
    submission = own or get_object_or_404(submissions_for(request.user), pk=submission_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Not sent: %(problem)s") % {"problem": form.errors["body"][0]})
    elif actions.add_comment(submission, by=request.user, body=form.cleaned_data["body"]) is None:
        raise Http404
    if own:
        return redirect(submission)
    asked = ReviewRequest.objects.for_reviewer(request.user).filter(submission=submission).first()
    return redirect(asked or "mentoring:mentoring")
