"""What a person has done, whichever roadmaps it stands in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from catalog.models import Item


class Status(models.TextChoices):
    TODO = "todo", gettext_lazy("To do")
    DOING = "doing", gettext_lazy("In progress")
    DONE = "done", gettext_lazy("Done")
    SKIPPED = "skipped", gettext_lazy("Skipped")


class Assurance(models.TextChoices):
    """Who stands for it that a thing is done."""

    SELF_REPORTED = "self", gettext_lazy("Self reported")
    AUTO_VERIFIED = "auto", gettext_lazy("Verified automatically")
    MENTOR_VERIFIED = "mentor", gettext_lazy("Verified by mentor")


# Where a change came from, when the person only said that they knew it before: at the start, or by a placement test, which
# asks too little to be more than their word; or a whole stage at once: this and a mark of its own, by which it is taken back.
CLAIM, PLACEMENT, STAGE_CLAIM = "claim", "placement", "know-"


def is_claim(source: str) -> bool:
    """Tell what was known before from what was learned on the road."""
    return source in (CLAIM, PLACEMENT) or source.startswith(STAGE_CLAIM)


class Progress(models.Model):
    """What one person has done of one item: a skill ticked once is ticked everywhere.

    A trigger writes a ProgressEvent for every change of `status`, whichever statement makes it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="progress")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.TODO)
    assurance = models.CharField(max_length=10, choices=Assurance, default=Assurance.SELF_REPORTED)
    source = models.CharField(max_length=20, default="tick")
    changed_at = models.DateTimeField()
    # The person's own day at that moment, so that a list need not convert it.
    changed_on = models.DateField()

    class Meta:
        verbose_name_plural = "progress"
        constraints = [
            models.UniqueConstraint(fields=["person", "item"], name="progress_one_a_person_and_item"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="progress_status_is_known"),
            models.CheckConstraint(condition=Q(assurance__in=Assurance.values), name="progress_assurance_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.item_id}: {self.status}"


class ProgressEvent(models.Model):
    """One change of one person's progress; written by the database, never changed. Undo is a later event."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="progress_events")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    before = models.CharField(max_length=10, choices=Status)
    after = models.CharField(max_length=10, choices=Status)
    source = models.CharField(max_length=20)
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["person", "happened_at"], name="progress_event_person_when")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.item_id}: {self.before} to {self.after}"
