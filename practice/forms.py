"""One form for each kind of question. `given` is the valid answer in the shape that practice.grading tells."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.text import validate_line, validate_text
from practice.grading import UNKNOWN, Given, read_number
from practice.models import Answer

LONGEST_OPEN = 5_000
LONGEST_SHORT = 200
GONE = gettext_lazy("This option has changed since the page was shown. Look at the question again.")


class AnswerForm(forms.Form):
    """What every kind shares: it knows its question, and “I do not know yet” is an answer."""

    def __init__(self, data: QueryDict | None, *, answer: Answer) -> None:
        super().__init__(data)
        self.answer = answer
        self.does_not_know = bool(data and data.get("unknown"))
        self.options = answer.shown_options()
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the question."""

    def full_clean(self) -> None:
        if not self.does_not_know:
            return super().full_clean()
        self._errors, self.cleaned_data = ErrorDict(), {}

    @property
    def given(self) -> Given:
        return dict(UNKNOWN) if self.does_not_know else self.said()

    def said(self) -> Given:
        raise NotImplementedError

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(option["text"], option["text"]) for option in self.options]


class SingleForm(AnswerForm):
    option = forms.ChoiceField(
        error_messages={"required": gettext_lazy("Choose one of the answers."), "invalid_choice": GONE},
        widget=forms.RadioSelect,
    )

    def prepare(self) -> None:
        self.fields["option"].choices = self.choices  # type: ignore[attr-defined]

    def said(self) -> Given:
        return {"options": [self.cleaned_data["option"]]}


class MultipleForm(AnswerForm):
    option = forms.MultipleChoiceField(
        error_messages={"required": gettext_lazy("Choose at least one answer."), "invalid_choice": GONE},
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        self.fields["option"].choices = self.choices  # type: ignore[attr-defined]

    def said(self) -> Given:
        return {"options": sorted(set(self.cleaned_data["option"]))}


class NumericForm(AnswerForm):
    number = forms.CharField(max_length=40, error_messages={"required": gettext_lazy("Write a number.")})

    @property
    def unit(self) -> str:
        unit: str = self.answer.question.answer.get("unit", "")
        return unit

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        try:
            read_number(typed, self.unit)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return typed

    def said(self) -> Given:
        return {"number": self.cleaned_data["number"]}


class OrderingForm(AnswerForm):
    """Two lists of the same length: the lines as they were shown, and the place given to each."""

    def clean(self) -> dict[str, Any]:
        lines, places = self.sent("line"), self.sent("place")
        texts = [option["text"] for option in self.options]
        if sorted(lines) != sorted(texts) or len(places) != len(lines):
            raise forms.ValidationError(GONE)
        if not all(place in self.places for place in places):
            raise forms.ValidationError(_("Give every line its place."))
        twice = [place for place, count in Counter(places).items() if count > 1]
        if twice:
            sentence = _("Give every line its own place: %(place)s is used more than once.")
            raise forms.ValidationError(sentence % {"place": min(twice, key=int)})
        by_place = dict(zip(map(int, places), lines, strict=True))
        return {"order": [by_place[place] for place in sorted(by_place)]}

    def sent(self, name: str) -> list[str]:
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else []

    @property
    def places(self) -> list[str]:
        return [str(place) for place in range(1, len(self.options) + 1)]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each line as shown, with the place that it has been given so far."""
        chosen: Mapping[str, str] = dict(zip(self.sent("line"), self.sent("place"), strict=False))
        return [(option["text"], chosen.get(option["text"], "")) for option in self.options]

    def said(self) -> Given:
        return {"order": self.cleaned_data["order"]}


class ShortForm(AnswerForm):
    text = forms.CharField(
        max_length=LONGEST_SHORT,
        validators=[validate_line],
        error_messages={"required": gettext_lazy("Write a word or two.")},
    )

    def said(self) -> Given:
        return {"text": self.cleaned_data["text"]}


class OpenForm(AnswerForm):
    text = forms.CharField(
        max_length=LONGEST_OPEN,
        validators=[validate_text],
        widget=forms.Textarea,
        error_messages={
            "required": gettext_lazy("Write a few words, even rough ones: comparing them is what teaches.")
        },
    )

    def said(self) -> Given:
        return {"text": self.cleaned_data["text"]}


class MarkForm(forms.Form):
    """The lines of the rubric that a person finds in their own answer."""

    met = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("The rubric has changed since the page was shown. Mark your answer again.")
        },
    )

    def __init__(self, data: QueryDict | None, *, answer: Answer) -> None:
        super().__init__(data)
        self.fields["met"].choices = [(line, line) for line in answer.question.answer.get("rubric", [])]  # type: ignore[attr-defined]


FORMS: dict[str, type[AnswerForm]] = {
    "single": SingleForm,
    "multiple": MultipleForm,
    "numeric": NumericForm,
    "ordering": OrderingForm,
    "short": ShortForm,
    "open": OpenForm,
}


def answer_form(answer: Answer, data: QueryDict | None = None) -> AnswerForm:
    return FORMS[answer.question.kind](data, answer=answer)
