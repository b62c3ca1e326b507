"""What people type about themselves and each other."""

from datetime import date
from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.base.people.choices import Role
from hjulet.base.people.models import User

LARGEST_FILE = 1_000_000


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Allauth's form in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-postadress")
        self.fields["login"].widget.attrs.update(autocomplete="username", placeholder="")
        self.fields["password"].label = _("Lösenord")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs["placeholder"] = ""


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]
    """Allauth's form in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-postadress")
        self.fields["email"].widget.attrs["placeholder"] = ""


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Allauth's form in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Namn på nyckeln")
        self.fields["passwordless"].label = _("Logga in med bara nyckeln, utan lösenord")
        self.fields["passwordless"].help_text = _("Kräver fingeravtryck, ansikte eller en pinkod.")


class KeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Allauth's form in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Namn på nyckeln")


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """Allauth's form in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Koden som appen visar")
        self.fields["code"].widget.attrs.update(placeholder="", inputmode="numeric")


class FilterForm(forms.Form):
    """Which people to show."""

    who = forms.CharField(label=_("Namn eller e-post"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Roll"), required=False, choices=[("", _("Alla")), *Role.choices])
    efter = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def asked(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def after(self) -> tuple[str, int]:
        """Where the page before this one ended: the number and the name of its last person."""
        number, _space, name = self.asked("efter").partition(" ")
        return (name, int(number)) if number.isdecimal() else ("", 0)


class AbsenceForm(forms.Form):
    """When I am away, and who gets the reminders meanwhile."""

    starts_on = forms.DateField(label=_("Första dagen"), widget=forms.DateInput)
    ends_on = forms.DateField(label=_("Sista dagen"), widget=forms.DateInput)
    substitute = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Ersättare"),
        help_text=_("Får dina påminnelser först medan du är borta. Ersättaren får inte dina behörigheter."),
        empty_label=_("Välj en person"),
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["substitute"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = User.objects.visible_to(user, today).with_access(today).exclude(pk=user.pk)

    def clean_ends_on(self) -> date:
        ends_on: date = self.cleaned_data["ends_on"]
        if ends_on < self.today:
            raise forms.ValidationError(_("Den sista dagen har redan varit. Välj en dag från i dag."))
        starts_on = self.cleaned_data.get("starts_on")
        if starts_on and ends_on < starts_on:
            raise forms.ValidationError(_("Den sista dagen ligger före den första. Byt plats på dem."))
        return ends_on


class ImportForm(forms.Form):
    """A list of staff and roles from the municipality's own system."""

    file = forms.FileField(
        label=_("Fil med personer och roller"),
        help_text=_("CSV med anställningsnummer, namn, e-post, roll, enhet, från och till. Högst 1 MB."),
    )
    is_complete = forms.BooleanField(
        label=_("Filen är hela listan: avsluta roller som inte står i den"), required=False
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("Filen är för stor (högst 1 MB). Dela den eller ta bort kolumner som inte behövs.")
            )
        content: bytes = file.read()
        return content


class ApplyImportForm(forms.Form):
    """The file that was previewed, signed by us, and what the preview said."""

    signed = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
