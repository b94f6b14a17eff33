"""What is ours in signing in: nobody signs up, and each door that opens leaves a trace."""

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from journal.services import Acte, record


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_email_password_mismatch": "Identifiant ou mot de passe incorrect.",
        "username_password_mismatch": "Identifiant ou mot de passe incorrect.",
        "email_password_mismatch": "Identifiant ou mot de passe incorrect.",
        "too_many_login_attempts": "Trop de tentatives. Attendez cinq minutes, puis réessayez.",
    }

    def is_open_for_signup(self, request):
        return False

    def login(self, request, user):
        with transaction.atomic():
            super().login(request, user)
            record(user, Acte.CONNEXION, user)

    def logout(self, request):
        with transaction.atomic():
            record(request.user, Acte.DECONNEXION, request.user)
            super().logout(request)

    def authentication_failed(self, request, **credentials):
        record(None, Acte.CONNEXION_REFUSEE, account_named(credentials))

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:  # too many attempts
            record(None, Acte.CONNEXION_REFUSEE, account_named(credentials))
            raise

    def respond_user_inactive(self, request, user):
        record(None, Acte.CONNEXION_REFUSEE, user)
        return super().respond_user_inactive(request, user)

    def set_password(self, user, password):
        with transaction.atomic():
            super().set_password(user, password)
            record(user, Acte.MOT_DE_PASSE, user)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Only the messages that tell something: « connexion réussie » is seen by itself."""
        if message_template == "account/messages/password_changed.txt":
            messages.success(request, "Votre mot de passe est changé.")

    def get_password_change_redirect_url(self, request):
        return reverse("home")

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """No e-mail: notices come with the issue that brings e-mail, without content."""


def account_named(credentials):
    """The account that somebody tried to open, if there is one of that name."""
    login = credentials.get("username") or credentials.get("email") or ""
    named = Q(username__iexact=login) | Q(email__iexact=login)
    return get_user_model().objects.filter(named).first()


@transaction.atomic
def create_password_link(*, utilisateur, par=None) -> str:
    """Return the path at which `utilisateur` chooses a password, once, within three days.

    The token dies when the password changes or the person signs in. Making it is traced.
    """
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(utilisateur)
    record(par, Acte.LIEN, utilisateur)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(utilisateur), "key": token},
    )
