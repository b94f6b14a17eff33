from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordKeyForm,
    UserTokenForm,
)
from django import forms
from django.core.validators import MaxLengthValidator

from comptes.passwords import LONGEST_PASSWORD

LONGEST_LINK = 100  # characters
LONGEST_LOGIN = 254  # characters, of an e-mail address


def bound(field: Any, longest: int) -> None:
    """Give a text field of allauth's, which has none, a length."""
    field.max_length = longest
    field.validators.append(MaxLengthValidator(longest))
    field.widget.attrs |= field.widget_attrs(field.widget)


class ConnexionForm(LoginForm):
    """Sign-in by username or e-mail, with the words of the screen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "Identifiant", "Mot de passe"
        login.help_text = "Votre identifiant ou votre adresse électronique"
        password.help_text = ""
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "none"}
        password.widget.attrs = {"autocomplete": "current-password"}
        bound(login, LONGEST_LOGIN)
        bound(password, LONGEST_PASSWORD)

    @property
    def is_locked(self) -> bool:
        """Whether the password was wrong too often."""
        return self.has_error("__all__", "too_many_login_attempts")


class ChangementForm(ChangePasswordForm):
    """The password, changed by who knows it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            bound(field, LONGEST_PASSWORD)


class ChoixForm(ResetPasswordKeyForm):
    """The password, chosen by who followed a one-time link."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            bound(field, LONGEST_PASSWORD)


class LienForm(UserTokenForm):
    """The one-time link: dead when its account is closed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            bound(field, LONGEST_LINK)

    def clean(self):
        cleaned = super().clean()
        if self.reset_user and not self.reset_user.is_active:
            raise forms.ValidationError("Ce compte est fermé.")
        return cleaned
