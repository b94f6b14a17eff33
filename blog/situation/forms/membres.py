"""Which members a field of a form may name: those who may see the situation."""

from django.db.models import Q

from comptes.models import Utilisateur
from rubriques.forms import name_and_function
from rubriques.permissions import current_members


def limit_to_members(field, article, *, keep, empty):
    """Let a field choose among the members who may see the situation, and whom it names now."""
    members = current_members(article.rubrique).values("utilisateur")
    allowed = Q(pk__in=members)
    if not article._state.adding:
        allowed &= ~Q(pk__in=article.ecarts.values("utilisateur"))
    field.queryset = Utilisateur.objects.filter(allowed | Q(pk=keep))
    field.label_from_instance = name_and_function
    field.empty_label = empty
