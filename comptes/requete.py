"""What a view is handed once somebody signed in."""

from django.http import HttpRequest

from comptes.models import Utilisateur


class Requete(HttpRequest):
    """A request of a signed-in person: LoginRequiredMiddleware lets no other reach a view that
    does not say `@login_not_required`. For types only: nobody makes one."""

    user: Utilisateur
