"""The next version of a pack while staff write it: files as text, and who changed what."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Draft(models.Model):
    """One open draft a pack. `edition` counts its changes: whoever saves says which one they saw."""

    key = models.SlugField(max_length=80, unique=True)
    # The version that it was begun from; empty for a pack that is not published yet.
    base_version = models.CharField(max_length=20, blank=True)
    edition = models.PositiveIntegerField(default=1)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Draft of {self.key}"


class DraftFile(models.Model):
    """A file of a draft, in the canonical form of catalog.pack.writing."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["draft", "name"], name="draft_file_name_once")]

    def __str__(self) -> str:
        return self.name


class DraftChange(models.Model):
    """What one save changed. `path` names the entry (skills.python); empty where the whole file was written."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="changes")
    edition = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    path = models.CharField(max_length=200, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-edition"]
        constraints = [models.UniqueConstraint(fields=["draft", "edition"], name="draft_change_edition_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.path}"
