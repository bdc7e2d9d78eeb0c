"""Reads what Django's file mail backend wrote: files of messages, each followed by a line of dashes."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

NEWEST_FILES = 200
BETWEEN = re.compile(rb"^-{79}\n", re.MULTILINE)
ADDRESS = re.compile(r"""(https?://[^\s<>"']+[^\s<>"'.,;:!?)])""")


@dataclass(frozen=True)
class Message:
    key: str
    subject: str
    sender: str
    recipient: str
    sent_at: datetime | None
    text: str

    @property
    def linked_text(self) -> SafeString:
        """The text with its addresses as links; all else is escaped, and nothing is loaded from elsewhere."""
        pieces = ADDRESS.split(self.text)
        return format_html_join(
            "", "{}", ((link(piece) if place % 2 else piece,) for place, piece in enumerate(pieces))
        )


def link(address: str) -> SafeString:
    return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', address, address)


def read_messages() -> list[Message]:
    """Give the newest messages first. A key is made from the content, so no address ever becomes a path."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return [message for file in files[:NEWEST_FILES] for message in reversed(list(split(file.read_bytes())))]


def split(content: bytes) -> Iterator[Message]:
    for raw in BETWEEN.split(content):
        if raw.strip():
            yield understand(raw)


def understand(raw: bytes) -> Message:
    parsed = message_from_bytes(raw, policy=policy.default)
    return Message(
        key=hashlib.sha256(raw).hexdigest()[:20],
        subject=str(parsed["Subject"] or _("(no subject)")),
        sender=str(parsed["From"] or ""),
        recipient=str(parsed["To"] or ""),
        sent_at=parsedate_to_datetime(parsed["Date"]) if parsed["Date"] else None,
        text=text_of(parsed),
    )


def text_of(parsed: EmailMessage) -> str:
    plain = parsed.get_body(("plain",))
    if plain is not None:
        return str(plain.get_content())
    markup = parsed.get_body(("html",))
    return strip_tags(str(markup.get_content())) if markup is not None else ""
