import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def code_spans(text: str) -> SafeString:
    """Show `code` in a line as code; all else is plain text. An option stands in a label, where Markdown's blocks cannot."""
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))


@register.filter
def rubric_line(text: str) -> str:
    """Leave out what every line of a rubric may begin with: the heading above the list says it."""
    line = text.removeprefix("must contain: ")
    return line[:1].upper() + line[1:]
