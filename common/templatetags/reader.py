"""What every template has at hand for its reader's language; a builtin, so nothing needs loading."""

from collections.abc import Callable, Container
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from common import dates
from common.languages import OF_CONTENT, reads_content

register = template.Library()

SHAPES: tuple[Callable[[Any], str], ...] = (
    dates.day,
    dates.short_day,
    dates.day_and_year,
    dates.weekday_and_year,
    dates.long_day,
    dates.short_month,
    dates.month_and_year,
    dates.long_month,
    dates.clock,
    dates.moment,
    dates.moment_and_year,
)


def as_filter(shape: Callable[[Any], str]) -> Callable[[Any], str]:
    def filtered(value: date | str | None) -> str:
        return shape(value) if isinstance(value, date) else ""

    return filtered


for shape in SHAPES:
    register.filter(shape.__name__, as_filter(shape))


@register.simple_tag
def content_lang(what: str = "", unless_in: Container[str] = ()) -> SafeString:
    """Print the attribute that tells a screen reader in which language the catalog's text is, where the page has another.

    <div class="prose"{% content_lang %}>…</div>
    <a href="{{ line.url }}"{% content_lang line.url unless_in=own_titles %}>{{ line.title }}</a>
    """
    return SafeString("") if reads_content() or what in unless_in else SafeString(f' lang="{OF_CONTENT}" dir="ltr"')


@register.simple_tag
def content_note() -> SafeString:
    """Say that the catalog's text below is in English, to a reader of another language."""
    if reads_content():
        return SafeString("")
    return format_html(
        '<p class="faint small content-note">{}</p>', _("The texts of the catalog are in English so far.")
    )
