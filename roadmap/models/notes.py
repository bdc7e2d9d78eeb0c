"""What a person keeps beside a step for themselves: a note, links, a checklist. Nobody else sees any of it."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from catalog.models import Item
from common.text import validate_line, validate_text

LONGEST_NOTE = 20_000
MOST_LINKS = 50
MOST_LINES = 100
Address = tuple[str, str]  # where, and what to call it
validate_address = URLValidator(
    schemes=["http", "https"], message=gettext_lazy("Give a whole address that begins with https:// or http://.")
)


def too_long(text: str) -> str:
    said = _("A note holds %(most)s characters at most; this one has %(count)s.")
    most, count = (number_format(number, force_grouping=True) for number in (LONGEST_NOTE, len(text)))
    return said % {"most": most, "count": count}


def with_small_scheme(url: str) -> str:
    """ "HTTPS://example.org/A" -> "https://example.org/A", as the database wants it."""
    scheme, colon, rest = url.partition(":")
    return scheme.lower() + colon + rest


def too_many_links() -> str:
    return _("%(most)s links are enough for one step. Remove one first.") % {"most": MOST_LINKS}


class NoteQuerySet(models.QuerySet["Note"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(person=user)

    def matching(self, wanted: Iterable[str]) -> Self:
        """Keep those that have every word, in the note or in the name of what it is about."""
        found = self
        for word in wanted:
            found = found.filter(Q(text__icontains=word) | Q(item__title__icontains=word))
        return found


class Note(models.Model):
    """One person's words about one item, in Markdown. `revision` tells an answer from an old page from one from the newest."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notes")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    text = models.TextField(validators=[validate_text, MaxLengthValidator(LONGEST_NOTE)])
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "item"], name="note_one_a_person_and_item"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_NOTE),
                name="note_20000_characters_at_most",
                violation_error_message=gettext_lazy("A note holds 20,000 characters at most."),
            ),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} about {self.item_id}"


class OwnLinkQuerySet(models.QuerySet["OwnLink"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(person=user)

    def of_item(self, item_id: int) -> Self:
        return self.filter(item=item_id)


class OwnLink(models.Model):
    """An address that a person wants to find again beside a step."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="own_links")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    url = models.CharField(max_length=500, validators=[validate_line, validate_address])
    title = models.CharField(max_length=120, blank=True, validators=[validate_line])
    created_at = models.DateTimeField(default=timezone.now)

    objects = OwnLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "item", "url"],
                name="own_link_once_an_item",
                violation_error_message=gettext_lazy("This link is here already."),
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"), name="own_link_is_of_the_web"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class ChecklistLineQuerySet(models.QuerySet["ChecklistLine"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(person=user)

    def of_item(self, item_id: int) -> Self:
        return self.filter(item=item_id)

    def ticked_and_all(self) -> tuple[int, int]:
        found = self.aggregate(ticked=Count("pk", filter=Q(is_ticked=True)), whole=Count("pk"))
        return found["ticked"], found["whole"]


class ChecklistLine(models.Model):
    """One box inside a step."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="checklist_lines")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    text = models.CharField(max_length=200, validators=[validate_line])
    is_ticked = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ChecklistLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["person", "item"], name="checklist_line_person_item")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="checklist_line_says_something")]

    def __str__(self) -> str:
        return self.text
