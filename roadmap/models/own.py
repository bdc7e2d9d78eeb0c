"""What belongs to a step that a person wrote themselves."""

from django.db import models

from catalog.models import Item


class OwnResource(models.Model):
    """Where the writer of an own step learns it. Private as the step is: the catalog's resources are for everybody."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="own_resource")
    url = models.URLField(max_length=500)

    def __str__(self) -> str:
        return self.url
