"""What a person writes beside a step."""

from django import forms
from django.utils.translation import gettext_lazy

from common.text import validate_line, validate_text
from roadmap.models.notes import LONGEST_NOTE, too_long, validate_address


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


class LineForm(forms.Form):
    text = forms.CharField(
        max_length=200,
        label=gettext_lazy("One more line"),
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write what is to be done.")},
    )
