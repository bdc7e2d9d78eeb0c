"""Write static/icons.svg, one symbol an icon, from the lucide package (ISC licence). Run it after adding a name."""

import pathlib
import re

from lucide import _render_icon

# Our word for the thing -> lucide's name for the drawing.
ICONS = {
    "today": "sun",
    "roadmap": "route",
    "practice": "brain",
    "portfolio": "briefcase",
    "mentoring": "users",
    "search": "search",
    "bell": "bell",
    "list": "list-checks",
    "map": "waypoints",
    "timeline": "chart-no-axes-gantt",
    "calendar": "calendar",
    "skill": "shapes",
    "course": "graduation-cap",
    "credential": "award",
    "milestone": "hammer",
    "own": "pencil",
    "lock": "lock",
    "check": "check",
    "verified": "badge-check",
    "play": "play",
    "more": "ellipsis",
    "undo": "undo-2",
    "close": "x",
    "link": "external-link",
    "repository": "git-branch",
    "globe": "globe",
    "invite": "user-plus",
    "download": "download",
    "mail": "mail",
    "clock": "clock",
    "book": "book-open",
    "skip": "skip-forward",
    "sign-out": "log-out",
    "settings": "settings",
    "warning": "triangle-alert",
    "arrow": "arrow-right",
    "catalog": "library",
    "money": "coins",
    "choice": "split",
    "trend": "trending-up",
    "role": "user-round",
    "pathway": "signpost",
    "circle": "circle",
    "dot": "circle-dot",
    "help": "circle-question-mark",
    "flag": "flag",
    "chevron": "chevron-right",
    "info": "info",
    "pause": "pause",
}


# These also stand alone, as masks for style sheets.
ALONE = ("skill", "course", "credential", "milestone", "own")


def symbol(name: str, drawing: str) -> str:
    inside = re.search(r"<svg[^>]*>(.*)</svg>", _render_icon(drawing, None), re.S)
    assert inside, drawing
    shapes = re.sub(r"\s+", " ", inside[1]).strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


if __name__ == "__main__":
    symbols = "\n".join(symbol(name, drawing) for name, drawing in ICONS.items())
    static = pathlib.Path(__file__).parents[1] / "static"
    (static / "icons.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">\n<!-- lucide.dev, ISC licence -->\n{symbols}\n</svg>\n'
    )
    for name in ALONE:
        alone = _render_icon(ICONS[name], None).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        (static / f"icons/{name}.svg").write_text(alone + "\n")
