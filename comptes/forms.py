from allauth.account.forms import LoginForm


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
