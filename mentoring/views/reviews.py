from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from mentoring import actions, pages
from mentoring.actions import ReviewRefused
from mentoring.forms import ReasonForm, ReviewForm
from mentoring.models import Review, ReviewRequest

THANKS = {
    "approve": gettext_lazy("Approved. %(mentee)s is told, and the step counts as verified."),
    "request_changes": gettext_lazy("Sent. %(mentee)s sees what to change."),
    "comment": gettext_lazy("Sent. It waits for %(mentee)s’s answer now."),
}


def reachable(request: Request, request_id: int) -> ReviewRequest | None:
    requests = ReviewRequest.objects.for_reviewer(request.user).select_related("submission", "mentee", "reviewer")
    return requests.filter(pk=request_id).first()


def not_here(request: Request) -> HttpResponse:
    """A 404 that gives back what was typed: the same for what was never there and for a mentor who was removed."""
    return render(request, "mentoring/gone.html", {"words": request.POST.get("body", "")}, status=404)


@require_safe
def review_list(request: Request) -> HttpResponse:
    return render(request, "mentoring/review_list.html", pages.own_reviews(request.user, request.GET.get("page")))


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, request_id: int) -> HttpResponse:
    """Show one version with its rubric; POST sends the review."""
    asked = reachable(request, request_id)
    if asked is None:
        return not_here(request)
    if request.method != "POST":
        return render(request, "mentoring/review.html", pages.review(asked, request.user))
    form = pages.review_form(asked, None, request.POST, to_send=True)
    if not form.is_valid():
        return render(request, "mentoring/review.html", pages.review(asked, request.user, form), status=422)
    return send(request, asked, form)


def send(request: Request, asked: ReviewRequest, form: ReviewForm) -> HttpResponse:
    said = form.cleaned_data
    words = {"ratings": form.ratings, "body": said["body"]}
    try:
        actions.send_review(asked.pk, by=request.user, fence=said["fence"] or 0, verdict=said["verdict"], **words)
    except ReviewRefused as refused:
        return refuse(request, asked, form, refused.reason)
    messages.success(request, THANKS[said["verdict"]] % {"mentee": asked.mentee})
    return redirect("mentoring:mentoring")


def refuse(request: Request, asked: ReviewRequest, form: ReviewForm, reason: str) -> HttpResponse:
    """Say why it was not sent; what was written is kept on the server, or given back where it may not be."""
    try:
        actions.keep_review_draft(asked.pk, by=request.user, ratings=form.ratings, body=form.cleaned_data["body"])
    except ReviewRefused:
        return not_here(request)
    asked = reachable(request, asked.pk) or asked
    return render(request, "mentoring/review.html", pages.review(asked, request.user, form, reason), status=409)


@require_POST
def save_review_draft(request: Request, request_id: int) -> HttpResponse:
    """Keep what is typed; the first words take the request from the queue."""
    asked = reachable(request, request_id)
    if asked is None:
        return not_here(request)
    form = pages.review_form(asked, None, request.POST)
    if not form.is_valid():
        context = pages.review(asked, request.user, form)
        return render(request, "mentoring/review.html" + ("#claim" if request.htmx else ""), context, status=422)
    try:
        saved = actions.save_review_draft(
            request_id, by=request.user, ratings=form.ratings, body=form.cleaned_data["body"]
        )
    except ReviewRefused:
        return not_here(request)
    return draft_saved(request, asked, saved)


def draft_saved(request: Request, asked: ReviewRequest, saved: actions.DraftSaved) -> HttpResponse:
    status = 409 if saved.refusal else 200
    if request.htmx:
        state = pages.claim_state(saved.request, request.user, saved.saved_at)
        context = {**state, "saved_at": saved.saved_at, "refusal": saved.refusal, "mentee": asked.mentee}
        return render(request, "mentoring/review.html#claim", context, status=status)
    if saved.refusal:
        context = pages.review(saved.request, request.user, refusal=saved.refusal)
        return render(request, "mentoring/review.html", context, status=status)
    messages.success(request, _("Draft saved. The review is yours for 30 minutes."))
    return redirect("mentoring:review", asked.pk)


@require_POST
def release_claim(request: Request, request_id: int) -> HttpResponse:
    asked = reachable(request, request_id)
    if asked is None:
        return not_here(request)
    if actions.release_claim(asked, by=request.user):
        messages.success(request, _("Handed back to the queue. What you wrote is kept."))
    return redirect("mentoring:mentoring")


@require_POST
def dismiss_review(request: Request, review_id: int) -> HttpResponse:
    """Take one's own verdict back."""
    given = get_object_or_404(Review.objects.by(request.user).select_related("request"), pk=review_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Not taken back: %(problem)s") % {"problem": form.errors["reason"][0]})
    elif actions.dismiss_review(given, by=request.user, reason=form.cleaned_data["reason"]):
        messages.success(request, _("Your verdict is taken back. The mentee sees your reason."))
    return redirect("mentoring:review", given.request_id) if given.request_id else redirect("mentoring:review_list")
