"""Ordered roadmaps, from which a person's own is made."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from catalog.models.items import Item
from catalog.models.pages import Page, PageQuerySet
from catalog.models.roles import Role


class TemplateQuerySet(PageQuerySet["Template"]):
    def of_packs(self) -> Self:
        """Leave out what people made for themselves."""
        return self.filter(owner=None)

    def current(self) -> Self:
        """What the catalog offers to everybody."""
        return super().current().of_packs()

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user, is_withdrawn=False)

    def startable_by(self, user: User) -> Self:
        """What everybody may start, and what this person made or took over."""
        return self.filter(Q(owner=None) | Q(owner=user), is_withdrawn=False)


class Template(Page):
    """An ordered roadmap for a role, from which a person's own is made. One with an `owner` is private: its key cannot be
    guessed and serves as the link by which others get at it."""

    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="templates")
    version = models.CharField(max_length=20)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="own_templates"
    )

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None, role__isnull=False) | Q(owner__isnull=False, pack=None),
                name="template_of_a_pack_or_of_a_person",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("own:own_template" if self.owner_id else "catalog:template_detail", args=[self.key])


class TemplateStage(models.Model):
    template = models.ForeignKey(Template, models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=80)
    title = models.CharField(max_length=80)
    short_title = models.CharField(max_length=24)
    summary = models.CharField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["template", "key"], name="template_stage_key_once")]

    def __str__(self) -> str:
        return self.title


class Choice(models.Model):
    """Pick `pick` of several steps (one of three frameworks); the rest leaves the sum."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="choices")
    key = models.SlugField(max_length=80)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400, blank=True)
    pick = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="choice_key_once_a_template"),
            models.CheckConstraint(condition=Q(pick__gte=1), name="choice_picks_one_at_least"),
        ]

    def __str__(self) -> str:
        return self.title


class TemplateStep(models.Model):
    """An item's place in a template. `is_default` says whether a new roadmap starts with it chosen."""

    stage = models.ForeignKey(TemplateStage, models.CASCADE, related_name="steps")
    # Restricted, not protected: a person's own steps go together with the person's own roadmaps.
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    position = models.PositiveSmallIntegerField()
    is_optional = models.BooleanField(default=False)
    choice = models.ForeignKey(Choice, models.RESTRICT, null=True, blank=True, related_name="steps")
    is_default = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["stage", "item"], name="template_step_once_a_stage")]

    def __str__(self) -> str:
        return f"{self.stage_id}: {self.item_id}"
