from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from catalog.models import Role
from catalog.own.matching import Arrangement, read_outline
from catalog.own.outline import CHARACTERS_AT_MOST, Unreadable
from common.text import validate_line

FILE_BYTES_AT_MOST = 4 * CHARACTERS_AT_MOST


class OutlineForm(forms.Form):
    """A roadmap as text: typed, or read from a file. `arrangement` is what it says, once it is valid."""

    title = forms.CharField(
        required=False,
        max_length=160,
        label=gettext_lazy("Title"),
        validators=[validate_line],
        help_text=gettext_lazy("Empty: the first heading of the outline."),
        error_messages={"max_length": gettext_lazy("160 characters at most.")},
    )
    role = forms.ModelChoiceField(
        Role.objects.current(),
        to_field_name="key",
        required=False,
        empty_label=gettext_lazy("None of these"),
        label=gettext_lazy("The role that it leads to"),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the roles in the list.")},
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("Outline"),
        widget=forms.Textarea({"rows": 22, "spellcheck": "false", "class": "own-text"}),
    )
    file = forms.FileField(
        required=False,
        label=gettext_lazy("Or a file: .md or .csv"),
        help_text=gettext_lazy("It takes the place of the outline above."),
        widget=forms.ClearableFileInput({"accept": ".md,.markdown,.txt,.csv,text/plain,text/csv,text/markdown"}),
    )
    version = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.arrangement: Arrangement | None = None

    def clean_file(self) -> str:
        """Give the text of the file."""
        sent = self.cleaned_data["file"]
        if not sent:
            return ""
        if sent.size > FILE_BYTES_AT_MOST:
            said = _("The file is larger than %(size)s kB; shorten it.")
            raise forms.ValidationError(said % {"size": FILE_BYTES_AT_MOST // 1000})
        try:
            text: str = sent.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                _("The file is not UTF-8 text. Save it as UTF-8, for a table as CSV (UTF-8).")
            ) from error
        if "\0" in text:
            raise forms.ValidationError(_("The file is not text."))
        return text

    def clean(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        text = said.get("file") or said.get("text") or ""
        # What a file said can be mended in the form.
        self.data = {name: self.data.get(name) for name in self.data} | {"text": text}
        if self.errors:
            return said
        try:
            self.arrangement = read_outline(text, by=self.by, title=said["title"])
        except Unreadable as unreadable:
            for fault in unreadable.faults:
                self.add_error("text", str(fault))
        return said
