"""What staff send in. Whether it is sound is asked of the pack's own schema."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.english import in_english
from catalog.models import Draft, Question
from catalog.pack.checking import ENTRIES
from catalog.pack.problems import Problem
from catalog.pack.versions import VERSION
from catalog.studio import fields, words
from catalog.studio.files import is_taken

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class SeenForm(forms.Form):
    """`seen` is the edition of the draft that the person has before them."""

    seen = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)


class EntryForm(SeenForm):
    def __init__(self, *args: Any, kind: str, entry: fields.Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.before = kind, entry
        self.model = fields.model_of(kind, entry)
        self.fields |= dict(fields.form_fields(self.model, entry))
        if kind == "questions":  # another kind asks for other fields: a new question of that kind is the honest way
            self.fields.pop("kind", None)

    @property
    def needed(self) -> set[str]:
        return {name for name, field in self.model.model_fields.items() if field.is_required()}

    def entry(self) -> fields.Entry:
        """Give the entry as the person wants it, with what the form does not ask for as it was."""
        entry = {name: value for name, value in self.before.items() if name not in self.asked()}
        said = fields.like(
            self.before, fields.read_entry(self.model, {"kind": entry.get("kind", "")} | self.cleaned_data)
        )
        return {name: (entry | said)[name] for name in self.model.model_fields if name in entry | said}

    def asked(self) -> set[str]:
        return {re.split(r"[.\[]", name)[0] for name in self.fields} - {"seen"}

    def tell(self, problems: Iterable[Problem], key: str) -> None:
        """Put each problem beside the field that it speaks of."""
        start = f"{ENTRIES[self.kind]}.{key}."
        for problem in problems:
            place = problem.path.removeprefix(start)
            known = next((name for name in (place, re.sub(r"\[\d+\]$", "", place)) if name in self.fields), None)
            told = f"{problem.what.capitalize()}; {problem.todo}." if known else str(problem)
            self.add_error(known, in_english(told))


class NewEntryForm(SeenForm):
    key = forms.CharField(
        max_length=80,
        label=gettext_lazy("Id"),
        help_text=gettext_lazy("Small letters, digits and hyphens. It stays for good: progress and links hang on it."),
        error_messages={
            "required": gettext_lazy("Say which id the entry gets."),
            "max_length": gettext_lazy("80 characters at most."),
        },
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not KEY.fullmatch(key):
            raise forms.ValidationError(_("Use small letters, digits and single hyphens between them."))
        if is_taken(self.draft, key):
            raise forms.ValidationError(_("This id is taken. Choose another one."))
        return key


class NewQuestionForm(NewEntryForm):
    kind = forms.ChoiceField(
        widget=forms.HiddenInput, choices=[(kind, Question.Kind(kind).label) for kind in fields.question_kinds()]
    )


class TextForm(SeenForm):
    text = forms.CharField(
        strip=False,
        label=gettext_lazy("The file"),
        widget=forms.Textarea({"rows": 30, "spellcheck": "false", "class": "studio-text"}),
        error_messages={"required": gettext_lazy("A file cannot be empty.")},
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n")


class PublishForm(SeenForm):
    version = forms.CharField(
        max_length=20,
        label=gettext_lazy("New version"),
        error_messages={
            "required": gettext_lazy("Say which version this is."),
            "max_length": gettext_lazy("Write three numbers, such as 1.1.0."),
        },
    )
    changelog = forms.CharField(
        max_length=400,
        label=gettext_lazy("What is new, in one line"),
        error_messages={
            "required": gettext_lazy("Say in one line what is new."),
            "max_length": gettext_lazy("400 characters at most."),
        },
    )

    def clean_version(self) -> str:
        version: str = self.cleaned_data["version"]
        if not VERSION.fullmatch(version):
            raise forms.ValidationError(_("Write three numbers with dots between them, such as 1.1.0."))
        return version

    def tell(self, problems: Iterable[Problem]) -> None:
        for problem in list(problems)[:20]:
            if problem.path == "version":  # the studio's own refusal, not the checker's
                self.add_error("version", str(problem))
            else:
                self.add_error(None, in_english(str(problem)))


class NewFileForm(SeenForm):
    """A file that holds nothing yet: milestones.yaml, or skills/robotics.yaml for an area."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it holds"), choices=[(kind, capfirst(words.KINDS[kind])) for kind in ENTRIES]
    )
    area = forms.CharField(
        required=False,
        max_length=80,
        label=gettext_lazy("Id of its area, or another name"),
        help_text=gettext_lazy("Questions always belong to an area."),
        error_messages={"max_length": gettext_lazy("80 characters at most.")},
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        kwargs["auto_id"] = "id_file_%s"  # it stands on a page with another form
        super().__init__(*args, **kwargs)
        self.draft = draft

    def clean_area(self) -> str:
        area: str = self.cleaned_data["area"]
        if area and not KEY.fullmatch(area):
            raise forms.ValidationError(_("Use small letters, digits and single hyphens between them."))
        if not area and self.cleaned_data.get("kind") == "questions":
            raise forms.ValidationError(_("Say to which area the questions belong."))
        return area

    def clean(self) -> dict[str, Any] | None:
        if not self.errors and self.draft.files.filter(name=self.name).exists():
            self.add_error("area", _("There is a file %(file)s already.") % {"file": self.name})
        return self.cleaned_data

    @property
    def name(self) -> str:
        kind, area = self.cleaned_data["kind"], self.cleaned_data["area"]
        return f"{kind}/{area}.yaml" if area else f"{kind}.yaml"
