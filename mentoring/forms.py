from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from common.text import validate_line, validate_text
from mentoring.models import LONGEST_BODY, Scope, Verdict
from portfolio.forms import RatedForm
from roadmap.models import Roadmap

# What each scope shows, in the mentee's words. Notes join the list when there are notes to share.
OFFERED = (
    (Scope.PROGRESS, gettext_lazy("My progress: steps, dates and pace")),
    (Scope.EVIDENCE, gettext_lazy("My evidence: what I hand in, and the talk about it")),
    (Scope.REVIEW, gettext_lazy("Reviews: they may judge my evidence by its criteria")),
    (Scope.REMINDER_STATUS, gettext_lazy("Whether my last reminder went out")),
)
USUAL = (Scope.PROGRESS, Scope.EVIDENCE, Scope.REVIEW)


class PersonalForm(forms.Form):
    """A form that depends on who fills it in."""

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user


class AddressForm(PersonalForm):
    """Whom to invite."""

    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        error_messages={"invalid": gettext_lazy("Write a whole address, such as grace@example.org.")},
        widget=forms.EmailInput(
            attrs={"class": "input", "autocomplete": "off", "placeholder": gettext_lazy("name@example.org")}
        ),
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if email == self.user.email:
            raise forms.ValidationError(_("That is your own address: invite somebody else."), code="own")
        return email


class ShareForm(PersonalForm):
    """What a mentee shares, and of which roadmap."""

    scopes = forms.MultipleChoiceField(
        choices=OFFERED,
        initial=USUAL,
        label=gettext_lazy("What they may see"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one thing to share.")},
    )
    roadmap = forms.ModelChoiceField(
        queryset=Roadmap.objects.none(),
        required=False,
        label=gettext_lazy("Of which roadmap"),
        empty_label=gettext_lazy("All my roadmaps"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": gettext_lazy("Choose one of your roadmaps.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, user=user, **kwargs)
        field = self.fields["roadmap"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Roadmap.objects.for_owner(user).active()


class InviteMentorForm(ShareForm, AddressForm):
    field_order = ["email", "scopes", "roadmap"]


class InviteMenteeForm(AddressForm):
    pass


class EndForm(forms.Form):
    reason = forms.CharField(max_length=300, required=False, validators=[validate_line])


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        validators=[validate_line],
        error_messages={"required": gettext_lazy("Say why, so that the mentee understands.")},
    )


class CommentForm(forms.Form):
    body = forms.CharField(
        validators=[validate_text, MaxLengthValidator(LONGEST_BODY)],
        error_messages={"required": gettext_lazy("Write something before you send it.")},
    )


class ReviewForm(RatedForm):
    """A mentor's words and ratings. A draft takes whatever is there; a request for changes needs words."""

    body = forms.CharField(
        required=False,
        label=pgettext_lazy("what a mentor writes", "Comment"),
        validators=[MaxLengthValidator(LONGEST_BODY)],
        widget=forms.Textarea(attrs={"class": "input", "rows": 7}),
    )
    verdict = forms.ChoiceField(choices=Verdict.choices, required=False)
    fence = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, to_send: bool = False, **kwargs: Any):
        super().__init__(data, **kwargs)
        self.to_send = to_send

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"])
        if body and self.to_send:
            validate_text(body)
        return body

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.to_send:
            return said
        if not said.get("verdict"):
            self.add_error(None, _("Choose approve, request changes, or comment."))
        elif said["verdict"] != Verdict.APPROVE and not said.get("body") and "body" not in self.errors:
            self.add_error("body", _("Write what you mean: a request or a comment needs words."))
        return said
