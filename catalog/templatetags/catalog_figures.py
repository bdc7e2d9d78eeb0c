from dataclasses import dataclass

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Count, Sum

from catalog.models import Template, TemplateStep

register = template.Library()


@dataclass(frozen=True)
class Figures:
    title: str
    url: str
    steps: str
    hours: str


@register.simple_tag
def first_template() -> Figures | None:
    """Give the size of the first roadmap as it starts: its default steps and their likely hours; None before content is loaded."""
    shown = Template.objects.current().first()
    if shown is None:
        return None
    size = TemplateStep.objects.filter(stage__template=shown, is_default=True).aggregate(
        steps=Count("pk"), hours=Sum("item__hours_likely")
    )
    return Figures(shown.title, shown.get_absolute_url(), intcomma(size["steps"]), intcomma(round(size["hours"] or 0)))
