from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from portfolio import actions, pages
from portfolio.forms import EvidenceForm
from portfolio.models import Submission
from portfolio.steps import milestone_steps


@require_safe
def portfolio(request: Request) -> HttpResponse:
    return render(request, "portfolio/portfolio.html", pages.portfolio(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: Request, step_id: int) -> HttpResponse:
    """Show what was handed in for one milestone; POST keeps the draft. Handing in is asked for through `mentoring`."""
    step = get_object_or_404(milestone_steps(request.user), pk=step_id)
    if request.method != "POST":
        return render(request, "portfolio/evidence.html", pages.evidence(step, request.user))
    form = EvidenceForm(request.POST, draft=None, rubric=actions.rubric_of(step.item_id))
    if not form.is_valid():
        return render(request, "portfolio/evidence.html", pages.evidence(step, request.user, form), status=422)
    actions.save_draft(step, by=request.user, **form.kept())
    messages.success(request, _("Draft saved. Nobody else sees it until you hand it in."))
    return redirect("portfolio:evidence", step.pk)


@require_POST
def discard_draft(request: Request, step_id: int) -> HttpResponse:
    step = get_object_or_404(milestone_steps(request.user), pk=step_id)
    draft = get_object_or_404(Submission.objects.for_owner(request.user).drafts().of_item(step.item_id))
    actions.discard_draft(draft, by=request.user)
    messages.success(request, _("The draft is gone."))
    return redirect("portfolio:evidence", step.pk)
