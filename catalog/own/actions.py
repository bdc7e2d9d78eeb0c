"""What a person does with roadmaps of their own writing."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.models import Choice, Item, Role, Template, TemplateStage, TemplateStep
from catalog.own.matching import Arrangement, Match

TEMPLATES_AT_MOST = 50


class Refused(Exception):
    """Carries why, in words."""


def refuse_too_many(user: User) -> None:
    if Template.objects.owned_by(user).count() >= TEMPLATES_AT_MOST:
        said = _("You have %(count)s roadmaps of your own. Delete one that you no longer need.")
        raise Refused(said % {"count": TEMPLATES_AT_MOST})


def new_key() -> str:
    return f"own-{secrets.token_hex(12)}"


@transaction.atomic
def write_template(arrangement: Arrangement, *, by: User, role: Role | None = None) -> Template:
    """Store a new roadmap of the person's own. Raises Refused where they have as many as they may."""
    refuse_too_many(by)
    template = Template.objects.create(key=new_key(), owner=by, role=role, version="1", title=arrangement.outline.title)
    fill(template, arrangement, by=by)
    return template


@transaction.atomic
def rewrite_template(
    template: Template, arrangement: Arrangement, *, by: User, seen: str, role: Role | None = None
) -> Template:
    """Put another outline in place of the one that is there. Roadmaps made from it stay as they are.

    Raises Refused where it has been changed since `seen`, in another window.
    """
    version = str(int(template.version) + 1)
    if not Template.objects.filter(pk=template.pk, version=seen).update(version=version):
        raise Refused(
            _("This roadmap was changed in another window. Your text is below; open the roadmap again to compare.")
        )
    TemplateStep.objects.filter(stage__template=template).delete()
    template.stages.all().delete()
    template.choices.all().delete()
    Template.objects.filter(pk=template.pk).update(title=arrangement.outline.title, role=role)
    fill(template, arrangement, by=by)
    return template


def fill(template: Template, arrangement: Arrangement, *, by: User) -> None:
    outline = arrangement.outline
    Template.objects.filter(pk=template.pk).update(summary=outline.summary)
    choices = {
        key: Choice.objects.create(template=template, key=key, title=choice.title, pick=choice.pick)
        for key, choice in outline.choices.items()
    }
    for position, stage in enumerate(outline.stages, 1):
        kept = TemplateStage.objects.create(
            template=template,
            key=f"stage-{position}",
            title=stage.title,
            short_title=shorten(stage.title),
            summary=stage.summary,
            position=position,
        )
        TemplateStep.objects.bulk_create(
            TemplateStep(
                stage=kept,
                item=item_of(arrangement.matches[id(step)], by),
                position=place,
                is_optional=step.is_optional,
                choice=choices.get(step.choice),
                is_default=arrangement.starts_chosen(step),
            )
            for place, step in enumerate(stage.steps, 1)
        )


def shorten(title: str) -> str:
    """Give the title of a stage as the trail bar has room for it."""
    if len(title) <= 24:
        return title
    words = title[:23].rsplit(" ", 1)[0].rstrip()
    return f"{words}…"


def item_of(match: Match, by: User) -> Item:
    step, item = match.step, match.item
    if item is None:
        return own_item(step.title, step.hours or 0, by)
    if item.owner_id and step.hours is not None and step.hours != item.hours_likely:
        hours = dict.fromkeys(("hours_low", "hours_likely", "hours_high"), step.hours)
        Item.objects.filter(pk=item.pk, owner=by).update(**hours)
    return item


def own_item(title: str, hours: object, by: User) -> Item:
    spent = dict.fromkeys(("hours_low", "hours_likely", "hours_high"), hours)
    return Item.objects.create(key=new_key(), kind=Item.Kind.OWN, owner=by, title=title, words=title.lower(), **spent)


@transaction.atomic
def take_template(template: Template, *, by: User) -> Template:
    """Give the person a copy that is theirs, with its own steps copied too: nobody's progress hangs on another's rows."""
    refuse_too_many(by)
    copy = Template.objects.create(
        key=new_key(), owner=by, role=template.role, version="1", title=template.title, summary=template.summary
    )
    choices = {
        choice.pk: Choice.objects.create(template=copy, key=choice.key, title=choice.title, pick=choice.pick)
        for choice in template.choices.all()
    }
    for stage in template.stages.prefetch_related("steps__item"):
        says = {name: getattr(stage, name) for name in ("key", "title", "short_title", "summary", "position")}
        kept = TemplateStage.objects.create(template=copy, **says)
        TemplateStep.objects.bulk_create(
            TemplateStep(
                stage=kept,
                item=step.item if step.item.owner_id is None else own_item(step.item.title, step.item.hours_likely, by),
                position=step.position,
                is_optional=step.is_optional,
                choice=choices.get(step.choice_id or 0),
                is_default=step.is_default,
            )
            for step in stage.steps.all()
        )
    return copy


def renew_link(template: Template) -> Template:
    """Give the roadmap another address: whoever has the old link finds nothing."""
    Template.objects.filter(pk=template.pk).update(key=new_key())
    template.refresh_from_db()
    return template


def withdraw_template(template: Template) -> None:
    """Take it from the lists. Its rows stay for roadmaps that were made from it."""
    Template.objects.filter(pk=template.pk).update(is_withdrawn=True)
