"""How the studio names the parts of a pack in the reader's language. What the checker of packs says stays English, as on the
command line, and is marked as English."""

import re

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from catalog.models import Area, Credential, Milestone, Question, Resource, Role, Skill, StatusFact

KINDS = {
    "areas": gettext_lazy("areas"),
    "skills": gettext_lazy("skills"),
    "courses": gettext_lazy("courses"),
    "credentials": gettext_lazy("credentials"),
    "milestones": gettext_lazy("milestones"),
    "resources": gettext_lazy("resources"),
    "facts": gettext_lazy("facts"),
    "roles": gettext_lazy("roles"),
    "pathways": gettext_lazy("pathways"),
    "template": gettext_lazy("template"),
    "questions": gettext_lazy("questions"),
}
COUNTED = {
    "areas": ngettext_lazy("%(count)s area", "%(count)s areas", "count"),
    "skills": ngettext_lazy("%(count)s skill", "%(count)s skills", "count"),
    "courses": ngettext_lazy("%(count)s course", "%(count)s courses", "count"),
    "credentials": ngettext_lazy("%(count)s credential", "%(count)s credentials", "count"),
    "milestones": ngettext_lazy("%(count)s milestone", "%(count)s milestones", "count"),
    "resources": ngettext_lazy("%(count)s resource", "%(count)s resources", "count"),
    "facts": ngettext_lazy("%(count)s fact", "%(count)s facts", "count"),
    "roles": ngettext_lazy("%(count)s role", "%(count)s roles", "count"),
    "pathways": ngettext_lazy("%(count)s pathway", "%(count)s pathways", "count"),
    "template": ngettext_lazy("%(count)s template", "%(count)s templates", "count"),
    "questions": ngettext_lazy("%(count)s question", "%(count)s questions", "count"),
}
# Place of a field in its entry, or its name wherever it stands -> how a form asks for it.
LABELS = {
    "about": pgettext_lazy("field of a pack", "About"),
    "accept": pgettext_lazy("field of a pack", "Accept"),
    "adds": pgettext_lazy("field of a pack", "Adds"),
    "aliases": gettext_lazy("Other names, one a line"),
    "area": gettext_lazy("Area"),
    "as_of": pgettext_lazy("field of a pack", "As of"),
    "asks_for": pgettext_lazy("field of a pack", "Asks for"),
    "body": gettext_lazy("Body (Markdown)"),
    "check": gettext_lazy("How one knows that one can do it"),
    "cost": gettext_lazy("Cost"),
    "cost.basis": gettext_lazy("Cost: basis"),
    "cost.currency": gettext_lazy("Cost: currency"),
    "cost.high": gettext_lazy("Cost: high"),
    "cost.low": gettext_lazy("Cost: low"),
    "covers": pgettext_lazy("field of a pack", "Covers"),
    "evidence": gettext_lazy("Evidence"),
    "explanation": gettext_lazy("Explanation"),
    "form": pgettext_lazy("field of a pack", "Form"),
    "hours.basis": gettext_lazy("Where the hours come from"),
    "hours.high": gettext_lazy("Hours, high"),
    "hours.likely": gettext_lazy("Hours, likely"),
    "hours.low": gettext_lazy("Hours, low"),
    "hours.verified": gettext_lazy("The workload has been verified"),
    "issuer": gettext_lazy("Issuer"),
    "items": gettext_lazy("Steps that teach it, one id a line"),
    "kind": gettext_lazy("Kind"),
    "learn": gettext_lazy("What to learn, one a line"),
    "level": gettext_lazy("Level"),
    "mistakes": gettext_lazy("Common mistakes, one a line"),
    "model_answer": gettext_lazy("Model answer"),
    "months.high": gettext_lazy("Months: high"),
    "months.low": gettext_lazy("Months: low"),
    "needs": gettext_lazy("What it needs, one id a line"),
    "needs_areas": gettext_lazy("Needs areas"),
    "parent": gettext_lazy("Part of (id)"),
    "pitfall": gettext_lazy("Pitfall"),
    "platform": gettext_lazy("Platform"),
    "prompt": pgettext_lazy("field of a pack", "Prompt"),
    "provider": gettext_lazy("Provider"),
    "resources": gettext_lazy("Resources, one id a line"),
    "retired_on": gettext_lazy("Retired since (2026-11-20)"),
    "role": gettext_lazy("Role"),
    "roles": gettext_lazy("Roles"),
    "rubric": gettext_lazy("Rubric"),
    "seen_on": pgettext_lazy("field of a pack", "Seen on"),
    "since": pgettext_lazy("field of a pack", "Since"),
    "stage": pgettext_lazy("field of a pack: how far into a career", "Stage"),
    "statement": pgettext_lazy("field of a pack", "Statement"),
    "steps": gettext_lazy("Steps"),
    "subject": pgettext_lazy("field of a pack", "Subject"),
    "successor": pgettext_lazy("field of a pack", "Successor"),
    "suits": gettext_lazy("Suits"),
    "summary": gettext_lazy("Summary: one sentence"),
    "tier": pgettext_lazy("field of a pack", "Tier"),
    "title": gettext_lazy("Title"),
    "tolerance": gettext_lazy("Tolerance"),
    "topic": gettext_lazy("Topic"),
    "topic_id": gettext_lazy("Topic id"),
    "trend": gettext_lazy("A trend to keep an eye on"),
    "unit": gettext_lazy("Unit"),
    "url": gettext_lazy("Url"),
    "value": gettext_lazy("Value"),
    "verified": pgettext_lazy("field of a pack", "Verified"),
}
ROWS = {
    "codes": gettext_lazy("Code %(number)s: %(field)s"),
    "criteria": gettext_lazy("Criteria %(number)s: %(field)s"),
    "options": gettext_lazy("Option %(number)s: %(field)s"),
}
IN_ROWS = {
    "code": pgettext_lazy("field of a row", "code"),
    "correct": pgettext_lazy("field of a row", "correct"),
    "detail": pgettext_lazy("field of a row", "detail"),
    "fit": pgettext_lazy("field of a row", "fit"),
    "id": pgettext_lazy("field of a row", "id"),
    "scheme": pgettext_lazy("field of a row", "scheme"),
    "text": pgettext_lazy("field of a row", "text"),
    "title": pgettext_lazy("field of a row", "title"),
    "url": pgettext_lazy("field of a row", "url"),
    "verified": pgettext_lazy("field of a row", "verified"),
    "why": gettext_lazy("What it confuses"),
}
# What a field with few answers offers: the words of the pages where they are the same.
ANSWERS = {
    **{kind: capfirst(word) for kind, word in Resource.KIND_WORDS.items()},
    **{
        str(value): label
        for offered in (
            Area.Tier.choices,
            Role.Stage.choices,
            Skill.Form.choices,
            Credential.Form.choices,
            Milestone.Form.choices,
            Resource.Cost.choices,
            StatusFact.Kind.choices,
            Question.Kind.choices,
        )
        for value, label in offered
    },
    "open_source": gettext_lazy("Open source"),
    "version": gettext_lazy("Version"),
    "note": pgettext_lazy("beside a fact", "Note"),
}
LINKS = {
    "leads to what is no web page": gettext_lazy("leads to what is no web page"),
    "has a name that nobody knows": gettext_lazy("has a name that nobody knows"),
    "leads into a private network": gettext_lazy("leads into a private network"),
}
LINKS_WITH = (
    (re.compile(r"answers (\d+)"), gettext_lazy("answers %(detail)s")),
    (re.compile(r"takes more than (\d+) s"), gettext_lazy("takes more than %(detail)s s")),
    (re.compile(r"does not answer: (.+)"), gettext_lazy("does not answer: %(detail)s")),
    (re.compile(r"leads on more than (\d+) times"), gettext_lazy("leads on more than %(detail)s times")),
)


def label(place: str) -> str:
    """Give the label of a field by its place: `hours.low`, `criteria[0].title`. A field without words is called as it is."""
    last = place.rpartition(".")[2]
    row = re.match(r"(\w+)\[(\d+)\]", place)
    if row:
        field = IN_ROWS.get(last, last.replace("_", " "))
        return str(ROWS.get(row[1], "%(field)s")) % {"number": int(row[2]) + 1, "field": field}
    return str(LABELS.get(place) or LABELS.get(last) or place.replace("_", " ").replace(".", ": ").capitalize())


def answer(word: str) -> str:
    return str(ANSWERS.get(word) or word.replace("_", " ").capitalize())


def link_word(said: str) -> str:
    """Say what `catalog.links` wrote down about an address that does not answer."""
    if said in LINKS:
        return str(LINKS[said])
    for pattern, words in LINKS_WITH:
        if found := pattern.fullmatch(said):
            return str(words) % {"detail": found[1]}
    return said
