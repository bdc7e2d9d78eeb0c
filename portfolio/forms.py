from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.text import validate_line, validate_text
from portfolio.models import LONGEST_TEXT, Rating, Submission, validate_commit, validate_link

PREFIX = "rate-"


class RatedForm(forms.Form):
    """A form with one choice (not yet, partly, met) for each criterion of a rubric; each may stay open."""

    def __init__(
        self,
        data: Any = None,
        *,
        rubric: Sequence[dict[str, str]],
        ratings: dict[str, str] | None = None,
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ):
        rated = {PREFIX + key: rating for key, rating in (ratings or {}).items()}
        super().__init__(data, initial=rated | (initial or {}), **kwargs)
        self.rubric = rubric
        for criterion in rubric:
            self.fields[PREFIX + criterion["key"]] = forms.ChoiceField(
                choices=Rating.choices, required=False, label=criterion["title"], widget=forms.RadioSelect
            )

    def criteria(self) -> Iterator[tuple[dict[str, str], forms.BoundField]]:
        return ((criterion, self[PREFIX + criterion["key"]]) for criterion in self.rubric)

    @property
    def ratings(self) -> dict[str, str]:
        """What was chosen, as {criterion key: rating}."""
        chosen = {criterion["key"]: self.cleaned_data.get(PREFIX + criterion["key"]) for criterion in self.rubric}
        return {key: rating for key, rating in chosen.items() if rating}


class EvidenceForm(RatedForm):
    """A link, words, or both. A draft may still be empty; what is handed in may not."""

    link = forms.CharField(
        max_length=500,
        required=False,
        label=gettext_lazy("Link"),
        help_text=gettext_lazy("A repository, a demo, a write-up: an address that your mentor can open."),
        validators=[validate_line, validate_link],
        widget=forms.URLInput(attrs={"class": "input", "placeholder": "https://", "autocomplete": "off"}),
    )
    commit = forms.CharField(
        max_length=40,
        required=False,
        label=gettext_lazy("Commit"),
        help_text=gettext_lazy("Pins a repository as it is now, so that later work does not change what is reviewed."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"}),
    )
    text = forms.CharField(
        required=False,
        label=gettext_lazy("What you made, and what you learned"),
        help_text=gettext_lazy("Markdown works."),
        validators=[MaxLengthValidator(LONGEST_TEXT)],
        widget=forms.Textarea(attrs={"class": "input", "rows": 8}),
    )

    def __init__(self, data: Any = None, *, draft: Submission | None, must_show: bool = False, **kwargs: Any):
        if draft:
            kwargs["initial"] = {"link": draft.link, "commit": draft.commit, "text": draft.text}
            kwargs["ratings"] = draft.ratings
        super().__init__(data, **kwargs)
        self.must_show = must_show

    def clean_commit(self) -> str:
        commit = str(self.cleaned_data["commit"]).lower()
        if commit:
            validate_commit(commit)
        return commit

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if text:
            validate_text(text)
        return text

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("commit") and not said.get("link") and "link" not in self.errors:
            self.add_error("link", _("A commit pins a link: give the repository’s address too."))
        if self.must_show and not self.errors and not said.get("link") and not said.get("text"):
            self.add_error("text", _("Show something: a link, some words, or both."))
        return said

    def kept(self) -> dict[str, Any]:
        """What `actions.save_draft` wants."""
        said = self.cleaned_data
        return {"link": said["link"], "commit": said["commit"], "text": said["text"], "ratings": self.ratings}
