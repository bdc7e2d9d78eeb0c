from django import template
from django.utils.safestring import SafeString

from common.markdown import render, render_line

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Show Markdown. The element around it carries hx-disable: nothing in it may act."""
    return render(text)


@register.filter
def markdown_line(text: str) -> SafeString:
    """Show one line of Markdown, without a paragraph around it."""
    return render_line(text)
