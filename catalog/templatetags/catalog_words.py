"""How the catalog says figures."""

from decimal import Decimal

from django import template

register = template.Library()

LEVELS = ("none", "aware", "working", "proficient", "expert")


@register.filter
def figure(hours: Decimal | float) -> str:
    """Write 34 for 34.0, 1.5 for 1.5 and 1,955 for 1955.5: nobody plans half an hour in a thousand."""
    value = Decimal(hours)
    if value >= 100 or value == value.to_integral_value():
        return f"{value:,.0f}"
    return f"{value:.1f}"


@register.filter
def level_word(level: int) -> str:
    return LEVELS[level]


@register.filter
def money(amount: int) -> str:
    return f"{amount:,}"
