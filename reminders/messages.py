"""What a mail says, written at the moment of sending so that it is true then, in the language of its reader."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import Delivery, User
from reminders.links import unsubscribe_url
from reminders.models import Category, Reason
from reminders.writing import Words
from reminders.writing.mentoring import write_invitation, write_review_requested, write_verdict
from reminders.writing.roadmap import write_digest, write_due_soon

WRITERS: dict[Category, Callable[[Delivery, datetime], Words | Reason]] = {
    Category.INVITATION: write_invitation,
    Category.REVIEW_REQUESTED: write_review_requested,
    Category.VERDICT: write_verdict,
    Category.DUE_SOON: write_due_soon,
    Category.DIGEST: write_digest,
}


def compose(delivery: Delivery, now: datetime) -> EmailMultiAlternatives | Reason:
    reader = delivery.person or User.objects.filter(email=delivery.address).first()
    # Who has no account reads what the one who invites reads.
    language = reader.language if reader else delivery.payload.get("language")
    with translation.override(language or settings.LANGUAGE_CODE), timezone.override(reader.zone if reader else None):
        return write(delivery, now)


def write(delivery: Delivery, now: datetime) -> EmailMultiAlternatives | Reason:
    words = WRITERS[Category(delivery.category)](delivery, now)
    if isinstance(words, Reason):
        return words
    stop_url = unsubscribe_url(delivery)
    context = {"person": delivery.person, "site_url": settings.SITE_URL, "stop_url": stop_url, **words}
    name = f"reminders/emails/{delivery.category}"
    subject = " ".join(render_to_string(f"{name}.subject.txt", context).split())
    mail = EmailMultiAlternatives(
        subject, render_to_string(f"{name}.txt", context), to=[delivery.address], headers=headers(delivery, stop_url)
    )
    mail.attach_alternative(inliner().inline(render_to_string(f"{name}.html", context)), "text/html")
    return mail


def headers(delivery: Delivery, stop_url: str) -> dict[str, str]:
    return {
        "Message-ID": delivery.message_id,
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@cache
def inliner() -> css_inline.CSSInliner:
    """Mail programs read style attributes, and some of them media queries, which stay in the style element."""
    return css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)
