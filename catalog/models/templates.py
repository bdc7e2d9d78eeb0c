"""Ordered roadmaps, from which a person's own is made."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalog.models.items import Item
from catalog.models.pages import Page, PageQuerySet
from catalog.models.roles import Role


class Template(Page):
    """An ordered roadmap for a role, from which a person's own is made."""

    role = models.ForeignKey(Role, models.PROTECT, related_name="templates")
    version = models.CharField(max_length=20)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def get_absolute_url(self) -> str:
        return reverse("catalog:template_detail", args=[self.key])


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
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    is_optional = models.BooleanField(default=False)
    choice = models.ForeignKey(Choice, models.PROTECT, null=True, blank=True, related_name="steps")
    is_default = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["stage", "item"], name="template_step_once_a_stage")]

    def __str__(self) -> str:
        return f"{self.stage_id}: {self.item_id}"
