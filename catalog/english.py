"""English inside a page in another language: the packs' texts, and what the checker of packs says."""

from django.utils.html import format_html

from common.languages import OF_CONTENT, reads_content


def in_english(text: str) -> str:
    """Mark `text` as English for a reader of another language; to a reader of English it is only text."""
    return text if reads_content() else format_html('<span lang="{}" dir="ltr">{}</span>', OF_CONTENT, text)
