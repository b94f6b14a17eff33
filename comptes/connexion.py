from allauth.account.views import LoginView
from django.http import HttpResponse

from comptes.forms import ConnexionForm

LOCKED_SECONDS = "300"


class Connexion(LoginView):
    """Signing in. Whoever tried too often is told so by the status too."""

    def form_invalid(self, form: ConnexionForm) -> HttpResponse:
        response = super().form_invalid(form)
        if form.is_locked:
            response.status_code = 429
            response["Retry-After"] = LOCKED_SECONDS
        return response
