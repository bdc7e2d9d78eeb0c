from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from mentoring import actions, pages
from mentoring.forms import EndForm, ShareForm
from mentoring.models import ConsentGrant, Mentorship, Scope


@require_safe
def mentoring(request: Request) -> HttpResponse:
    return render(request, "mentoring/mentoring.html", pages.mentoring(request.user, request.GET))


@require_safe
def mentee_detail(request: Request, mentorship_id: int) -> HttpResponse:
    """A mentee as her mentor sees her: there only while she shares progress, and only what she shares."""
    readable = Mentorship.objects.readable_by(request.user, Scope.PROGRESS).select_related("mentee")
    mentorship = get_object_or_404(readable, pk=mentorship_id)
    context = pages.mentee_detail(mentorship, request.user, request.GET.get("roadmap"))
    return render(request, "mentoring/mentee_detail.html", context)


@require_POST
def end_mentorship(request: Request, mentorship_id: int) -> HttpResponse:
    mentorship = get_object_or_404(Mentorship.objects.live().of_person(request.user), pk=mentorship_id)
    form = EndForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if actions.end_mentorship(mentorship, by=request.user, reason=reason):
        told = _("The mentorship has ended. Nothing is shared any more; reviews that were given stay.")
        messages.success(request, told)
    return redirect("mentoring:mentoring")


@require_POST
def pause_mentorship(request: Request, mentorship_id: int) -> HttpResponse:
    mentorship = get_object_or_404(Mentorship.objects.live().of_person(request.user), pk=mentorship_id)
    if actions.pause_mentorship(mentorship, by=request.user):
        messages.success(request, _("Paused. Nothing is shown until you resume."))
    return redirect("mentoring:mentoring")


@require_POST
def resume_mentorship(request: Request, mentorship_id: int) -> HttpResponse:
    mentorship = get_object_or_404(Mentorship.objects.live().of_person(request.user), pk=mentorship_id)
    if actions.resume_mentorship(mentorship, by=request.user):
        messages.success(request, _("Resumed."))
    else:
        messages.error(request, _("Only the one who paused it can resume it."))
    return redirect("mentoring:mentoring")


@require_POST
def share(request: Request, mentorship_id: int) -> HttpResponse:
    mentorship = get_object_or_404(Mentorship.objects.live().of_mentee(request.user), pk=mentorship_id)
    form = ShareForm(request.POST, user=request.user)
    if not form.is_valid():
        context = pages.mentoring(request.user, request.GET, {"share_errors": form.errors, "share_for": mentorship.pk})
        return render(request, "mentoring/mentoring.html", context, status=422)
    actions.share(mentorship, form.cleaned_data["scopes"], by=request.user, roadmap=form.cleaned_data["roadmap"])
    messages.success(request, _("Shared with %(name)s.") % {"name": mentorship.mentor})
    return redirect("mentoring:mentoring")


@require_POST
def revoke_grant(request: Request, grant_id: int) -> HttpResponse:
    mine = ConsentGrant.objects.filter(mentorship__mentee=request.user).select_related("mentorship__mentor")
    grant = get_object_or_404(mine, pk=grant_id)
    if actions.revoke_grant(grant, by=request.user):
        mentor = grant.mentorship.mentor
        told = _("%(name)s no longer sees that.") % {"name": mentor} if mentor else _("Nobody no longer sees that.")
        messages.success(request, told)
    return redirect("mentoring:mentoring")
