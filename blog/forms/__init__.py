from blog.forms.action import ActionForm
from blog.forms.article import ArticleForm
from blog.forms.correspondance import DepositairesForm, IdentiteForm, OuvertureForm
from blog.forms.natures import NaturesForm
from blog.forms.retouche import EnsembleForm, LigneForm
from blog.forms.suivi import CorrectionForm, RetraitForm, SuiviForm
from blog.forms.tableau import ColonnesForm, VueForm
from blog.forms.vie import EcartForm, StatutForm

__all__ = [
    "ActionForm",
    "ArticleForm",
    "ColonnesForm",
    "CorrectionForm",
    "DepositairesForm",
    "EcartForm",
    "EnsembleForm",
    "IdentiteForm",
    "LigneForm",
    "NaturesForm",
    "OuvertureForm",
    "RetraitForm",
    "StatutForm",
    "SuiviForm",
    "VueForm",
]
