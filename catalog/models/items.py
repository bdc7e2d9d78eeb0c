"""What can be planned and ticked, and what has become of it."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalog.models.pages import Area, Pack, Page, PageQuerySet, Resource, Row

if TYPE_CHECKING:
    from catalog.models.roles import Role, RoleFact


class ItemQuerySet(PageQuerySet[Row]):
    def public(self) -> Self:
        """Leave out the steps that people wrote for themselves."""
        return self.filter(owner=None)

    def free(self) -> Self:
        """Keep what can be learned without paying: a free course or resource, one's own work, one's own steps."""
        free_places = ItemResource.objects.filter(resource__cost=Resource.Cost.FREE).values("item")
        return self.filter(
            Q(kind__in=["milestone", "own"])
            | Q(kind="course", course__cost=Resource.Cost.FREE)
            | Q(kind__in=["skill", "credential"], pk__in=free_places)
        )


class Item(Page):
    """All that can be planned and ticked, under one stable key. Skill, Course, Credential, Milestone are its kinds."""

    class Kind(models.TextChoices):
        SKILL = "skill", gettext_lazy("Skill")
        COURSE = "course", gettext_lazy("Course")
        CREDENTIAL = "credential", gettext_lazy("Credential")
        MILESTONE = "milestone", gettext_lazy("Milestone")
        OWN = "own", pgettext_lazy("kind of a step", "Own")

    kind = models.CharField(max_length=10, choices=Kind)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="own_items")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="items")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    # Hours of one's own work; 0 where they lie inside another item.
    hours_low = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    hours_likely = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    hours_high = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    hours_basis = models.CharField(max_length=400, blank=True)
    hours_verified = models.BooleanField(default=False)
    # Since then it can no longer be taken; a status fact says more.
    retired_on = models.DateField(null=True, blank=True)
    learn = models.JSONField(default=list, blank=True)
    check_yourself = models.TextField(blank=True)
    mistakes = models.JSONField(default=list, blank=True)
    needs = models.ManyToManyField("self", through="Prerequisite", symmetrical=False, related_name="opens")
    resources = models.ManyToManyField(Resource, through="ItemResource", related_name="items")

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_low__gte=0, hours_low__lte=F("hours_likely"), hours_likely__lte=F("hours_high")),
                name="item_hours_low_likely_high",
                violation_error_message=gettext_lazy("Hours go from low over likely to high."),
            ),
            models.CheckConstraint(
                condition=Q(kind="own", owner__isnull=False) | (~Q(kind="own") & Q(owner=None)),
                name="item_owned_iff_own",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("catalog:item_detail", args=[self.key])


class Skill(Item):
    """A competency that can be learned and asked for."""

    class Form(models.TextChoices):
        TOPIC = "topic", pgettext_lazy("form of a skill", "Topic")
        TOOL = "tool", pgettext_lazy("form of a skill", "Tool")
        PRACTICE = "practice", pgettext_lazy("form of a skill", "Practice")

    form = models.CharField(max_length=10, choices=Form, default=Form.TOPIC)
    is_trend = models.BooleanField(default=False)


class Course(Item):
    """A course that someone else teaches."""

    provider = models.CharField(max_length=120)
    url = models.URLField(max_length=500)
    cost = models.CharField(max_length=20, choices=Resource.Cost)


class Credential(Item):
    """A degree or a certification: proof that an institution gives."""

    class Form(models.TextChoices):
        DEGREE = "degree", gettext_lazy("Degree")
        CERTIFICATION = "certification", gettext_lazy("Certification")

    form = models.CharField(max_length=15, choices=Form)
    issuer = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    # Whole areas that one should bring along, beside the items that it needs.
    needs_areas = models.ManyToManyField(Area, related_name="asked_by", blank=True)


class Milestone(Item):
    """Something made or lived through that proves skills: judged by its criteria."""

    class Form(models.TextChoices):
        PROJECT = "project", pgettext_lazy("form of a milestone", "Project")
        COMPETITION = "competition", pgettext_lazy("form of a milestone", "Competition")
        OPEN_SOURCE = "open_source", pgettext_lazy("form of a milestone", "Open Source")
        EXPERIENCE = "experience", pgettext_lazy("form of a milestone", "Experience")
        ASSESSMENT = "assessment", pgettext_lazy("form of a milestone", "Assessment")

    form = models.CharField(max_length=15, choices=Form)
    evidence_wanted = models.CharField(max_length=400, blank=True)
    # Positions of which one is enough to reach this milestone.
    roles: "models.ManyToManyField[Role, Any]" = models.ManyToManyField("Role", related_name="reached_by", blank=True)


class Criterion(models.Model):
    """One checkable line of a milestone's rubric."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    detail = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField()
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["milestone", "key"], name="criterion_key_once_a_milestone")]

    def __str__(self) -> str:
        return self.title


class Prerequisite(models.Model):
    """`item` opens once `needs` is done. The loader keeps the graph free of circles."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    needs = models.ForeignKey(Item, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "needs"], name="prerequisite_once"),
            models.CheckConstraint(condition=~Q(item=F("needs")), name="prerequisite_is_another_item"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} needs {self.needs_id}"


class ItemResource(models.Model):
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["item", "resource"], name="item_resource_once")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.resource_id}"


class StatusFact(models.Model):
    """What has become of a thing: retired, renamed, changed; each with its date and evidence."""

    class Kind(models.TextChoices):
        RETIRED = "retired", pgettext_lazy("what has become of a thing", "Retired")
        RENAMED = "renamed", pgettext_lazy("what has become of a thing", "Renamed")
        CHANGED = "changed", pgettext_lazy("what has become of a thing", "Changed")
        VERSION = "version", gettext_lazy("Current version")
        NOTE = "note", gettext_lazy("Good to know")

    key = models.SlugField(max_length=80, unique=True)
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NOTE)
    items = models.ManyToManyField(Item, related_name="status_facts", blank=True)
    resources = models.ManyToManyField(Resource, related_name="status_facts", blank=True)
    role_facts: "models.ManyToManyField[RoleFact, Any]" = models.ManyToManyField(
        "RoleFact", related_name="status_facts", blank=True
    )
    statement = models.TextField()
    since = models.DateField(null=True, blank=True)
    successor = models.CharField(max_length=400, blank=True)
    as_of = models.DateField()
    evidence = models.JSONField(default=list, blank=True)
    is_verified = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    is_withdrawn = models.BooleanField(default=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.statement[:80]
