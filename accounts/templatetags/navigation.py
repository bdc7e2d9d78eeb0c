from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from common.languages import per_language

register = template.Library()


@register.simple_tag
@per_language()
def main_nav(room: str, page: str, signed_in: bool) -> SafeString:
    """Print the rooms, with the one that `page` (a view's name) stands in marked. The same for all who read one language, so
    it is made once: its addresses and icons would cost a tenth of the roadmap's time."""
    return render_to_string("nav.html", {"room": room, "page": page, "signed_in": signed_in})
