from agenda.seance.forms.contribution import ContributionForm, CorrectionContributionForm
from agenda.seance.forms.point import PointForm
from agenda.seance.forms.seance import ClotureForm, InvitationForm, OrdreForm, PresencesForm

__all__ = [
    "ClotureForm",
    "ContributionForm",
    "InvitationForm",
    "OrdreForm",
    "PointForm",
    "PresencesForm",
    "CorrectionContributionForm",
]
