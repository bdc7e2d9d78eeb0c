"""What every page of the catalog is made of, the areas that group skills, and where one learns."""

from typing import Self, TypeVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from common.text import validate_line


class Pack(models.Model):
    """A content pack as loaded: who owns its rows, and which version stands."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=160)
    version = models.CharField(max_length=20)
    licence = models.CharField(max_length=40)
    language = models.CharField(max_length=10, default="en")
    as_of = models.DateField()
    uses = models.JSONField(default=list, blank=True)
    changelog = models.JSONField(default=list)
    # Which file says what: {file name: [key]}. Rows know their order, not their file.
    layout = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Page(models.Model):
    """What every page of the catalog has: a stable key, a title, a first sentence, and prose."""

    key = models.SlugField(max_length=80, unique=True)
    pack = models.ForeignKey(Pack, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=160, validators=[validate_line])
    summary = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    aliases = models.JSONField(default=list, blank=True)
    # Title, aliases, summary and topics in lower case: what search reads. Kept by whatever writes the page.
    words = models.TextField(blank=True, editable=False)
    position = models.PositiveIntegerField(default=0)
    # Left out by a later version of its pack; kept, because progress or a roadmap may point here.
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


Row = TypeVar("Row", bound=models.Model)


class PageQuerySet(models.QuerySet[Row]):
    def current(self) -> Self:
        """Leave out what a later version of its pack has withdrawn."""
        return self.filter(is_withdrawn=False)


class Resource(models.Model):
    """An address to learn from."""

    class Cost(models.TextChoices):
        FREE = "free", pgettext_lazy("cost of a resource", "Free")
        FREEMIUM = "freemium", pgettext_lazy("cost of a resource", "Freemium")
        PAID = "paid", pgettext_lazy("cost of a resource", "Paid")

    KIND_WORDS = {
        "docs": gettext_lazy("docs"),
        "course": gettext_lazy("course"),
        "book": gettext_lazy("book"),
        "video": gettext_lazy("video"),
        "dataset": gettext_lazy("dataset"),
        "competition": gettext_lazy("competition"),
        "platform": gettext_lazy("platform"),
    }

    key = models.SlugField(max_length=80, unique=True)
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500)
    kind = models.CharField(max_length=20)
    cost = models.CharField(max_length=20, choices=Cost)
    summary = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    learn = models.JSONField(default=list, blank=True)
    is_platform = models.BooleanField(default=False)
    is_verified = models.BooleanField(default=False)
    seen_on = models.CharField(max_length=10, blank=True)
    words = models.TextField(blank=True, editable=False)
    position = models.PositiveIntegerField(default=0)
    is_withdrawn = models.BooleanField(default=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """A platform has a page here; any other resource is where it is."""
        return reverse("catalog:platform_detail", args=[self.key]) if self.is_platform else self.url

    @property
    def kind_word(self) -> str:
        return str(self.KIND_WORDS.get(self.kind, self.kind))


class Area(Page):
    """A skill area: it groups skills, and roles ask for a level of it."""

    class Tier(models.TextChoices):
        CORE = "core", pgettext_lazy("tier of an area", "Core")
        BONUS = "bonus", pgettext_lazy("tier of an area", "Bonus")

    tier = models.CharField(max_length=10, choices=Tier, default=Tier.CORE)
    learn = models.JSONField(default=list, blank=True)
    check_yourself = models.TextField(blank=True)
    mistakes = models.JSONField(default=list, blank=True)
    needs = models.ManyToManyField("self", symmetrical=False, related_name="opens", blank=True)
    resources = models.ManyToManyField(Resource, related_name="areas", blank=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def get_absolute_url(self) -> str:
        return reverse("catalog:area_detail", args=[self.key])
