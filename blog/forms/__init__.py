from blog.forms.action import ActionForm
from blog.forms.article import ArticleForm
from blog.forms.correspondance import DepositairesForm, IdentiteForm, OuvertureForm
from blog.forms.filtre import FiltreForm
from blog.forms.natures import NaturesForm
from blog.forms.suivi import CorrectionForm, RetraitForm, SuiviForm
from blog.forms.vie import EcartForm, StatutForm

__all__ = [
    "ActionForm",
    "ArticleForm",
    "CorrectionForm",
    "DepositairesForm",
    "EcartForm",
    "FiltreForm",
    "IdentiteForm",
    "NaturesForm",
    "OuvertureForm",
    "RetraitForm",
    "StatutForm",
    "SuiviForm",
]
