from django import template

from catalog.studio import words

register = template.Library()


@register.filter
def kind_word(kind: str) -> str:
    return str(words.KINDS.get(kind, kind))


@register.filter
def entries_of(count: int, kind: str) -> str:
    """As in "12 skills"."""
    return str(words.COUNTED[kind] % {"count": count}) if kind in words.COUNTED else ""


register.filter(words.link_word)
