"""The question bank."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from catalog.models.items import Item
from catalog.models.pages import Area, Pack, PageQuerySet


class Question(models.Model):
    """One question of the bank, about items of the catalog."""

    class Kind(models.TextChoices):
        SINGLE = "single", pgettext_lazy("kind of a question", "Single")
        MULTIPLE = "multiple", pgettext_lazy("kind of a question", "Multiple")
        NUMERIC = "numeric", pgettext_lazy("kind of a question", "Numeric")
        ORDERING = "ordering", pgettext_lazy("kind of a question", "Ordering")
        SHORT = "short", pgettext_lazy("kind of a question", "Short")
        OPEN = "open", pgettext_lazy("kind of a question", "Open")

    key = models.SlugField(max_length=80, unique=True)
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="questions")
    items = models.ManyToManyField(Item, related_name="questions")
    topic = models.CharField(max_length=200)
    topic_key = models.SlugField(max_length=80, blank=True)
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    prompt = models.TextField()
    # [{text, why}] of single, multiple and ordering (there in the right order); `why` is for whoever took it wrongly.
    options = models.JSONField(default=list, blank=True)
    # single, multiple {correct: [index]}; numeric {value, tolerance, unit}; ordering {order: [index]};
    # short {accept: [text]}; open {model, rubric: [line], pitfall}.
    answer = models.JSONField(default=dict)
    explanation = models.TextField()
    position = models.PositiveIntegerField(default=0)
    is_withdrawn = models.BooleanField(default=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="question_level_one_to_four"),
            models.CheckConstraint(condition=~Q(explanation=""), name="question_is_explained"),
        ]

    def __str__(self) -> str:
        return self.topic
