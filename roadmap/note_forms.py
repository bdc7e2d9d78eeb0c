"""What a person writes beside a step."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.text import validate_line, validate_text
from roadmap.models.notes import (
    LONGEST_NOTE,
    MOST_LINKS,
    Address,
    too_long,
    too_many_links,
    validate_address,
    with_small_scheme,
)


class NoteForm(forms.Form):
    """Words in Markdown; none remove the note."""

    text = forms.CharField(
        required=False,
        strip=True,
        label=gettext_lazy("Your note"),
        help_text=gettext_lazy("Markdown works. Empty removes the note."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if len(text) > LONGEST_NOTE:
            raise forms.ValidationError(too_long(text), code="max_length")
        if text:
            validate_text(text)
        return text

    def clean_revision(self) -> int:
        return self.cleaned_data["revision"] or 0


class LinkForm(forms.Form):
    url = forms.CharField(
        max_length=500,
        label=gettext_lazy("Address"),
        validators=[validate_line, validate_address],
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Give the address.")},
    )
    title = forms.CharField(
        max_length=120, required=False, label=gettext_lazy("What to call it"), validators=[validate_line]
    )


def read_links(text: str) -> dict[int, Address]:
    """Read addresses, one a line, each with what to call it after a space, by the numbers of their lines."""
    lines = {number: line.split(None, 1) for number, line in enumerate(text.split("\n"), 1)}
    return {
        number: (with_small_scheme(parts[0]), "".join(parts[1:]).strip()) for number, parts in lines.items() if parts
    }


def wrong_lines(links: dict[int, Address]) -> Iterator[str]:
    """Say what the form for one link would say of each line."""
    seen: set[str] = set()
    for number, (url, title) in links.items():
        form = LinkForm({"url": url, "title": title})
        said = [message for messages in form.errors.values() for message in messages]
        if url in seen:
            said.append(_("This link is here already."))
        seen.add(url)
        yield from (_("Line %(line)s: %(said)s") % {"line": number, "said": message} for message in said)


class LinksField(forms.CharField):
    """Several links in one field. What it began with is posted along, to tell a line that was removed from one not yet there."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(show_hidden_initial=True, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(" ".join(link).strip() for link in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[Address]:
        links = read_links(super().clean(value))
        if len(links) > MOST_LINKS:
            raise forms.ValidationError(too_many_links())
        if wrong := list(wrong_lines(links)):
            raise forms.ValidationError(wrong)
        return list(links.values())


class LineForm(forms.Form):
    text = forms.CharField(
        max_length=200,
        label=gettext_lazy("One more line"),
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write what is to be done.")},
    )
