from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from mentoring import actions, pages
from mentoring.actions import InvitationRefused
from mentoring.forms import AddressForm, InviteMenteeForm, InviteMentorForm, ShareForm
from mentoring.models import Mentorship

REFUSED = {
    "many": gettext_lazy("You have sent 20 invitations today. Send the next one tomorrow."),
    "already": gettext_lazy("You have invited this address already: see the list, where you can send it again."),
}
ANSWERS = {
    "own": gettext_lazy("This is your own invitation. Somebody else has to accept it."),
    "already": gettext_lazy("You two are mentor and mentee already."),
}


@require_POST
def invite_mentor(request: Request) -> HttpResponse:
    form = InviteMentorForm(request.POST, user=request.user, auto_id="mentor_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.invite_mentor(said["email"], by=request.user, scopes=said["scopes"], roadmap=said["roadmap"])
            return invited(request, said["email"])
        except InvitationRefused as refused:
            form.add_error("email", REFUSED[refused.reason])
    return not_invited(request, {"invite_mentor_form": form})


@require_POST
def invite_mentee(request: Request) -> HttpResponse:
    form = InviteMenteeForm(request.POST, user=request.user, auto_id="mentee_%s")
    if form.is_valid():
        try:
            actions.invite_mentee(form.cleaned_data["email"], by=request.user)
            return invited(request, form.cleaned_data["email"])
        except InvitationRefused as refused:
            form.add_error("email", REFUSED[refused.reason])
    return not_invited(request, {"invite_mentee_form": form})


def invited(request: Request, email: str) -> HttpResponse:
    told = _("An invitation is on its way to %(email)s. It holds for 14 days.") % {"email": email}
    messages.success(request, told)
    return redirect("mentoring:mentoring")


def not_invited(request: Request, forms: dict[str, AddressForm]) -> HttpResponse:
    context = pages.mentoring(request.user, request.GET, dict(forms))
    return render(request, "mentoring/mentoring.html", context, status=422)


@require_safe
def invitation(request: Request, token: str) -> HttpResponse:
    """Anybody with the link sees who invites and what will be shared; a closed invitation says why, and what to do."""
    context = pages.invitation(token, request.user)
    if context.get("is_mine"):
        return redirect("mentoring:mentoring")
    return render(request, "mentoring/invitation.html", context, status=410 if context["closed"] else 200)


@require_POST
def accept_invitation(request: Request, token: str) -> HttpResponse:
    shown = pages.invitation(token, request.user)
    form = ShareForm(request.POST, user=request.user)
    if "form" in shown and not shown["is_own"] and not form.is_valid():
        return render(request, "mentoring/invitation.html", pages.invitation(token, request.user, form), status=422)
    shares = form.cleaned_data if "form" in shown and form.is_valid() else {"scopes": (), "roadmap": None}
    try:
        mentorship = actions.accept_invitation(token, by=request.user, **shares)
    except InvitationRefused as refused:
        context = pages.invitation(token, request.user) | {"answer": ANSWERS.get(refused.reason, "")}
        return render(request, "mentoring/invitation.html", context, status=409 if context["answer"] else 410)
    other = mentorship.mentee if mentorship.mentor_id == request.user.pk else mentorship.mentor
    messages.success(request, _("You and %(name)s work together from now on.") % {"name": other})
    return redirect("mentoring:mentoring")


@require_POST
def decline_invitation(request: Request, token: str) -> HttpResponse:
    if not actions.decline_invitation(token, by=request.user):
        return redirect("mentoring:invitation", token)
    messages.success(request, _("Declined. Nothing was shared."))
    return redirect("mentoring:mentoring")


@require_POST
def resend_invitation(request: Request, mentorship_id: int) -> HttpResponse:
    mentorship = get_object_or_404(Mentorship.objects.invited_by(request.user).invited(), pk=mentorship_id)
    if actions.resend_invitation(mentorship, by=request.user):
        told = _("A new letter is on its way to %(email)s. The old link no longer works.")
        messages.success(request, told % {"email": mentorship.email})
    else:
        told = _("Four letters went out already. Withdraw this invitation and ask them another way.")
        messages.error(request, told)
    return redirect("mentoring:mentoring")


@require_POST
def withdraw_invitation(request: Request, mentorship_id: int) -> HttpResponse:
    mentorship = get_object_or_404(Mentorship.objects.invited_by(request.user).invited(), pk=mentorship_id)
    if actions.withdraw_invitation(mentorship, by=request.user):
        messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": mentorship.email})
    return redirect("mentoring:mentoring")
