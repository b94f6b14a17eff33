from allauth.account.forms import LoginForm, UserTokenForm
from django import forms


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

    @property
    def is_locked(self) -> bool:
        """Whether the password was wrong too often."""
        return self.has_error("__all__", "too_many_login_attempts")


class LienForm(UserTokenForm):
    """The one-time link: dead when its account is closed."""

    def clean(self):
        cleaned = super().clean()
        if self.reset_user and not self.reset_user.is_active:
            raise forms.ValidationError("Ce compte est fermé.")
        return cleaned
