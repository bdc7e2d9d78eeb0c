"""Which titles are a person's own words, and which are the catalog's, and so in the catalog's language."""

from accounts.models import User
from common.languages import reads_content
from roadmap.models import Step
from roadmap.rows import address_of_steps


def own_titles(user: User) -> frozenset[str]:
    """Give the addresses of the steps that a person wrote or renamed; none, and no query, where nothing is marked anyway."""
    if reads_content():
        return frozenset()
    own = Step.objects.for_owner(user).in_own_words().values_list("pk", flat=True)
    return frozenset(f"{address_of_steps()}{pk}/" for pk in own)
