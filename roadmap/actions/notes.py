"""A person keeps notes, links and a checklist beside a step, for themselves."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.models import Item
from roadmap.models import ChecklistLine, Note, OwnLink
from roadmap.models.notes import (
    LONGEST_NOTE,
    MOST_LINES,
    MOST_LINKS,
    Address,
    too_long,
    too_many_links,
    with_small_scheme,
)


class NoteChanged(Exception):
    """The note was changed elsewhere since this page was opened."""


@transaction.atomic
def save_note(item: Item, *, by: User, text: str, revision: int) -> None:
    """Store what `by` has to say about an item; nothing said removes the note.

    `revision` is that of the note that they had before them, 0 where there was none. Raises NoteChanged where another page
    has stored one meanwhile, ValidationError where the text is too long.
    """
    if len(text) > LONGEST_NOTE:
        raise ValidationError({"text": too_long(text)})
    known = Note.objects.for_owner(by).filter(item=item, revision=revision)
    if revision and not text:
        done = known.delete()[0]
    elif revision:
        done = known.update(text=text, revision=F("revision") + 1, changed_at=timezone.now())
    elif not text:
        done = 1
    else:
        done = Note.objects.get_or_create(person=by, item=item, defaults={"text": text})[1]
    if not done and not Note.objects.for_owner(by).filter(item=item, text=text).exists():  # else it was a second click
        raise NoteChanged


def add_link(item: Item, *, by: User, url: str, title: str) -> OwnLink:
    """Keep an address beside an item. Raises ValidationError that names the field."""
    if OwnLink.objects.for_owner(by).of_item(item.pk).count() >= MOST_LINKS:
        raise ValidationError({"url": too_many_links()})
    link = OwnLink(person=by, item=item, url=with_small_scheme(url), title=title)
    link.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            link.save()
    except IntegrityError:
        raise ValidationError({"url": _("This link is here already.")}) from None
    return link


@transaction.atomic
def set_links(item: Item, links: Sequence[Address], *, by: User, before: Sequence[Address] = ()) -> None:
    """Keep `links` beside an item in place of those that `by` had `before` them; one that was added elsewhere stays.

    Raises ValidationError.
    """
    shown, wanted = set(before), set(links)
    replaced = {url for url, _title in shown - wanted} | {url for url, _title in wanted - shown}
    kept = OwnLink.objects.for_owner(by).of_item(item.pk)
    kept.filter(pk__in=[link.pk for link in kept if link.url in replaced]).delete()
    for url, title in (link for link in links if link not in shown):
        add_link(item, by=by, url=url, title=title)


def remove_link(link: OwnLink, *, by: User) -> None:
    OwnLink.objects.for_owner(by).filter(pk=link.pk).delete()


def add_line(item: Item, *, by: User, text: str) -> ChecklistLine:
    """Add a box to the checklist of an item. Raises ValidationError that names the field."""
    if ChecklistLine.objects.for_owner(by).of_item(item.pk).count() >= MOST_LINES:
        enough = _("%(most)s lines are enough for one step. Remove one first.") % {"most": MOST_LINES}
        raise ValidationError({"text": enough})
    if twin := ChecklistLine.objects.for_owner(by).of_item(item.pk).filter(text=text, is_ticked=False).first():
        return twin  # the second click of a double click
    line = ChecklistLine(person=by, item=item, text=text)
    line.full_clean(validate_constraints=False)
    line.save()
    return line


def tick_line(line: ChecklistLine, *, by: User, is_ticked: bool) -> None:
    ChecklistLine.objects.for_owner(by).filter(pk=line.pk).update(is_ticked=is_ticked)


def remove_line(line: ChecklistLine, *, by: User) -> None:
    ChecklistLine.objects.for_owner(by).filter(pk=line.pk).delete()
