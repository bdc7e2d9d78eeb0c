from django.db.models import QuerySet

from accounts.models import User
from catalog.models import Item
from roadmap.models import Step


def milestone_steps(user: User) -> QuerySet[Step]:
    """The steps of a person that evidence can be handed in for."""
    steps = Step.objects.of_owner(user).filter(item__kind=Item.Kind.MILESTONE)
    return steps.select_related("item", "roadmap")
