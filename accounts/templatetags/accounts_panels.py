from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is named wins: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent: str) -> str:
    """Say what a browser calls itself in two words: “Firefox on Linux”."""
    name = next((word for sign, word in BROWSERS.items() if sign in user_agent), _("A browser"))
    system = next((word for sign, word in SYSTEMS.items() if sign in user_agent), "")
    return _("%(browser)s on %(system)s") % {"browser": name, "system": system} if system else name
