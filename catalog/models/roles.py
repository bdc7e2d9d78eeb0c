"""Where one wants to go, and the ways of education that lead there."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalog.models.items import Item
from catalog.models.pages import Area, Page, PageQuerySet, Resource


class Role(Page):
    """A target occupation that asks for a level of each area."""

    class Stage(models.TextChoices):
        ENTRY = "entry", pgettext_lazy("stage of a role", "Entry")
        CORE = "core", pgettext_lazy("stage of a role", "Core")
        GROWTH = "growth", pgettext_lazy("stage of a role", "Growth")

    stage = models.CharField(max_length=10, choices=Stage)
    learn = models.JSONField(default=list, blank=True)
    check_yourself = models.TextField(blank=True)
    levels_basis = models.CharField(max_length=400, blank=True)
    key_items = models.ManyToManyField(Item, related_name="key_for", blank=True)
    resources = models.ManyToManyField(Resource, related_name="roles", blank=True)
    # [{scheme: onet or esco, code, title, url, fit, verified}]
    codes = models.JSONField(default=list, blank=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def get_absolute_url(self) -> str:
        return reverse("catalog:role_detail", args=[self.key])


class RoleLevel(models.Model):
    """The level (0 none, 1 aware, 2 working, 3 proficient, 4 expert) of an area that a role asks for."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="levels")
    area = models.ForeignKey(Area, models.CASCADE, related_name="role_levels")
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "area"], name="role_level_once_an_area"),
            models.CheckConstraint(condition=Q(level__lte=4), name="role_level_zero_to_four"),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} asks {self.area_id} at {self.level}"


class RoleStep(models.Model):
    """A usual move from one role to another."""

    before = models.ForeignKey(Role, models.CASCADE, related_name="moves_on")
    after = models.ForeignKey(Role, models.CASCADE, related_name="moves_in")
    years = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=400, blank=True)
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="role_step_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="role_step_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} to {self.after_id}"


class RoleFact(Page):
    """A duty of a role, or an industry that it works in."""

    class Kind(models.TextChoices):
        DUTY = "duty", gettext_lazy("Duty")
        INDUSTRY = "industry", gettext_lazy("Industry")

    role = models.ForeignKey(Role, models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=10, choices=Kind)
    learn = models.JSONField(default=list, blank=True)
    check_yourself = models.TextField(blank=True)
    mistakes = models.JSONField(default=list, blank=True)
    items = models.ManyToManyField(Item, related_name="role_facts", blank=True)
    resources = models.ManyToManyField(Resource, related_name="role_facts", blank=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def get_absolute_url(self) -> str:
        return f"{self.role.get_absolute_url()}#{self.key}"


class Pathway(Page):
    """A way of education, with what it takes and what it covers."""

    months_low = models.PositiveSmallIntegerField()
    months_high = models.PositiveSmallIntegerField()
    cost_low = models.PositiveIntegerField(default=0)
    cost_high = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3, default="USD")
    cost_basis = models.CharField(max_length=400, blank=True)
    is_verified = models.BooleanField(default=False)
    asks_for = models.TextField(blank=True)
    suits = models.CharField(max_length=400, blank=True)
    learn = models.JSONField(default=list, blank=True)
    mistakes = models.JSONField(default=list, blank=True)
    # Steps of its own (a degree, a course), and what a graduate may claim.
    adds = models.ManyToManyField(Item, related_name="added_by", blank=True)
    covers = models.ManyToManyField(Item, related_name="covered_by", blank=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(months_low__lte=F("months_high")), name="pathway_months_low_high"),
            models.CheckConstraint(condition=Q(cost_low__lte=F("cost_high")), name="pathway_cost_low_high"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("catalog:pathway_detail", args=[self.key])
