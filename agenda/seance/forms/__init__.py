from agenda.seance.forms.apport import ContributionForm, RepriseForm
from agenda.seance.forms.point import PointForm
from agenda.seance.forms.reunion import ClotureForm, InvitationForm, OrdreForm, PresencesForm

__all__ = [
    "ClotureForm",
    "ContributionForm",
    "InvitationForm",
    "OrdreForm",
    "PointForm",
    "PresencesForm",
    "RepriseForm",
]
