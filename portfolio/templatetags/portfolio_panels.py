from typing import Any

from django import template

from catalog.models import Item
from portfolio.models import Attainment, Submission
from portfolio.pages import strongest
from roadmap.models import Step

register = template.Library()


@register.inclusion_tag("portfolio/panels/evidence.html")
def evidence_panel(step: Step) -> dict[str, Any]:
    """How the evidence for a milestone step stands, and the way to hand it in; nothing for other steps."""
    if step.item.kind != Item.Kind.MILESTONE:
        return {}
    owner = step.roadmap.owner_id
    versions = list(Submission.objects.filter(person=owner, item=step.item_id).newest_first()[:2])
    handed_in = [version for version in versions if not version.is_draft]
    return {
        "step": step,
        "draft": next((version for version in versions if version.is_draft), None),
        "latest": handed_in[:1],
        "attainments": strongest(Attainment.objects.standing().filter(person=owner, item=step.item_id)),
    }
