"""Roadmaps of a person's own writing: the list, the outline with its preview, the page that a link leads to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from catalog import pages
from catalog.models import Template
from catalog.own import actions
from catalog.own.forms import OutlineForm
from catalog.own.writing import write_outline

# Translators: “One of:”, “(chosen)” and “h” are read by a program and stay. “Python” is the title of a skill.
EXAMPLE = gettext_lazy("""\
# Our first half year

## Learn the tools
- Python
- Our code review course (4 h)

## Prove it
- One of: a first project
  - A small service (20 h) (chosen)
  - A data report (16 h)
""")


@require_safe
def own_templates(request: Request) -> HttpResponse:
    shown = {"own": Template.objects.owned_by(request.user).order_by("title"), "offered": Template.objects.current()}
    return render(request, "own/own_templates.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def new_template(request: Request) -> HttpResponse:
    origin = (
        Template.objects.startable_by(request.user)
        .filter(key=request.GET.get("from", "")[:80].replace("\0", ""))
        .first()
    )
    first = {"text": write_outline(origin), "role": origin.role} if origin else {"text": str(EXAMPLE)}
    form = OutlineForm(request.POST or None, request.FILES or None, by=request.user, initial=first)
    if form.is_valid() and form.arrangement and "store" in request.POST:
        try:
            return redirect(actions.write_template(form.arrangement, by=request.user, role=form.cleaned_data["role"]))
        except actions.Refused as refused:
            form.add_error(None, str(refused))
    return show_form(request, "own/new_template.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_template(request: Request, key: str) -> HttpResponse:
    template = get_object_or_404(Template.objects.owned_by(request.user).select_related("role"), key=key)
    first = {"text": write_outline(template), "role": template.role, "version": template.version}
    form = OutlineForm(request.POST or None, request.FILES or None, by=request.user, initial=first)
    if form.is_valid() and form.arrangement and "store" in request.POST:
        said = form.cleaned_data
        try:
            actions.rewrite_template(
                template, form.arrangement, by=request.user, seen=said["version"], role=said["role"]
            )
            return redirect(template)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
    return show_form(request, "own/edit_template.html", form, template)


def show_form(request: Request, page: str, form: OutlineForm, template: Template | None = None) -> HttpResponse:
    shown = {"form": form, "arrangement": form.arrangement, "template": template}
    return render(request, page, shown, status=422 if form.errors else 200)


@require_safe
def own_template(request: Request, key: str) -> HttpResponse:
    """Show it to its author, and to whoever has the link; being signed in is all that the link asks for."""
    found = Template.objects.filter(owner__isnull=False, is_withdrawn=False).select_related("role", "owner")
    template = get_object_or_404(found, key=key)
    shown = pages.read_template(template) | {"is_mine": template.owner_id == request.user.pk}
    shown["link"] = request.build_absolute_uri(template.get_absolute_url())
    return render(request, "own/own_template.html", shown)


@require_POST
def take_template(request: Request, key: str) -> HttpResponse:
    found = Template.objects.filter(owner__isnull=False, is_withdrawn=False)
    try:
        copy = actions.take_template(get_object_or_404(found, key=key), by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return redirect("own:own_templates")
    messages.success(request, _("“%(roadmap)s” is yours now: start it, or change it first.") % {"roadmap": copy})
    return redirect(copy)


@require_POST
def renew_link(request: Request, key: str) -> HttpResponse:
    template = actions.renew_link(get_object_or_404(Template.objects.owned_by(request.user), key=key))
    messages.success(request, _("The link is a new one. The old link leads nowhere now."))
    return redirect(template)


@require_POST
def withdraw_template(request: Request, key: str) -> HttpResponse:
    template = get_object_or_404(Template.objects.owned_by(request.user), key=key)
    actions.withdraw_template(template)
    said = _("“%(roadmap)s” is deleted. Roadmaps that were started from it stay.")
    messages.success(request, said % {"roadmap": template})
    return redirect("own:own_templates")
