"""What is ours in signing in: nobody signs up, and each door that opens leaves a trace."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from comptes.models import Utilisateur
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

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Failures are counted by account *and* address: nobody locks the head out from afar."""
        return f"{account_key(credentials)}@{self.get_client_ip(request)}"

    def pre_authenticate(self, request, **credentials):
        """Count the attempt, one at a time for an account; refuse when there were too many."""
        account = account_named(credentials)
        try:
            with transaction.atomic():
                Utilisateur.objects.select_for_update().filter(pk=account and account.pk).first()
                super().pre_authenticate(request, **credentials)
                self._anywhere = ratelimit.consume(
                    request,
                    app="allauth.account",
                    action="login_failed_anywhere",
                    key=account_key(credentials),
                )
                if not self._anywhere:
                    raise self.validation_error("too_many_login_attempts")
        except ValidationError:
            record(None, Acte.CONNEXION_REFUSEE, account)
            raise

    def _rollback_login_failed_rl_usage(self):
        """The attempt was a success: it does not count as a failure."""
        super()._rollback_login_failed_rl_usage()
        if self._anywhere:
            self._anywhere.rollback()

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
        """No e-mail of allauth's, which tell what changed and where; ours say nothing (avis/)."""


def account_key(credentials):
    """One counter for an account, whether its username or its e-mail is typed."""
    account = account_named(credentials)
    return str(account.pk) if account else credentials.get("username", "").casefold()


def account_named(credentials):
    """The account that somebody tried to open, if there is one of that name."""
    login = credentials.get("username") or credentials.get("email") or ""
    named = Q(username__iexact=login) | Q(email__iexact=login)
    return Utilisateur.objects.filter(named).first()
