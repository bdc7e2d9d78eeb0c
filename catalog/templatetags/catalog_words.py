"""How the catalog says figures, levels, links and what has become of a thing."""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalog.english import in_english
from catalog.models import Item, Resource, Role, StatusFact
from common import dates

register = template.Library()
register.filter(in_english)

LEVELS = (
    pgettext_lazy("level of a skill area", "none"),
    pgettext_lazy("level of a skill area", "aware"),
    pgettext_lazy("level of a skill area", "working"),
    pgettext_lazy("level of a skill area", "proficient"),
    pgettext_lazy("level of a skill area", "expert"),
)
STAGES = {
    Role.Stage.ENTRY: gettext_lazy("Entry role"),
    Role.Stage.CORE: gettext_lazy("Core role"),
    Role.Stage.GROWTH: gettext_lazy("Growth role"),
}
# Without a day, and with one.
BECOME = {
    StatusFact.Kind.RETIRED: (
        gettext_lazy("%(subject)s: retired."),
        gettext_lazy("%(subject)s: retired since %(day)s."),
    ),
    StatusFact.Kind.RENAMED: (gettext_lazy("%(subject)s: renamed."), gettext_lazy("%(subject)s: renamed, %(day)s.")),
    StatusFact.Kind.CHANGED: (gettext_lazy("%(subject)s: changed."), gettext_lazy("%(subject)s: changed, %(day)s.")),
    StatusFact.Kind.VERSION: (
        gettext_lazy("%(subject)s: current version."),
        gettext_lazy("%(subject)s: current version, %(day)s."),
    ),
    StatusFact.Kind.NOTE: (
        gettext_lazy("%(subject)s: good to know."),
        gettext_lazy("%(subject)s: good to know, %(day)s."),
    ),
}


@register.filter
def figure(hours: Decimal | float) -> str:
    """Write 34 for 34.0, 1.5 for 1.5 and 1,955 for 1955.5, in the reader's way: nobody plans half an hour in a thousand."""
    value = Decimal(hours)
    if value >= 100 or value == value.to_integral_value():
        return number_format(round(value), 0, force_grouping=True)
    return number_format(round(value, 1), 1, force_grouping=True)


@register.filter
def level_word(level: int) -> str:
    return str(LEVELS[level])


@register.filter
def stage_role(role: Role) -> str:
    """As in "Entry role"."""
    return str(STAGES[Role.Stage(role.stage)])


@register.filter
def money(amount: int) -> str:
    return number_format(amount, 0, force_grouping=True)


@register.filter
def become(fact: StatusFact) -> str:
    """As in "TensorFlow certificate: retired since 1 May 2024."."""
    undated, dated = BECOME[StatusFact.Kind(fact.kind)]
    return str(dated if fact.since else undated) % {"subject": fact.subject, "day": dates.day_and_year(fact.since)}


@register.filter
def links(pages: Iterable[Item | Resource]) -> SafeString:
    """Name pages one after the other, to stand inside a sentence."""
    return format_html_join(", ", "{}", ((link(page),) for page in pages))


def link(page: Item | Resource) -> SafeString:
    url = page.get_absolute_url()
    outside = SafeString(' rel="noopener noreferrer"') if url.startswith("http") else ""
    return format_html('<a href="{}"{}>{}</a>', url, outside, page.title)
