"""Where a situation stands: its statut, vigilance, référent and prochain point, as codes.

A code is short: « suivie », « close:depart » (closed, and why), a member's key, a day. Whatever
changes one of the four (its own page, the grid, the closing of a séance) changes it here.
"""

import datetime
import uuid

from blog.models import Article, ChangementStatut
from comptes.models import Utilisateur
from journal.services import Acte, Detail, record
from rubriques.permissions import current_members

FIELDS = ("statut", "vigilance", "referent", "prochain_point")
EDITED = ["modifie_le", "modifie_par"]  # columns that each change of a situation writes
CLOSE = Article.Statut.CLOSE.value


def codes_of(article: Article) -> dict[str, str]:
    """The four of a situation, as codes."""
    day = article.prochain_point
    closed = f"{CLOSE}:{article.motif_cloture}"
    return {
        "statut": closed if article.is_close else article.statut,
        "vigilance": article.vigilance,
        "referent": str(article.referent_id or ""),
        "prochain_point": day.isoformat() if day else "",
    }


def write_code(article: Article, name: str, code: str) -> list[str]:
    """Write the value that a code stands for; return the columns that it changed."""
    if name == "statut":
        article.statut, _, article.motif_cloture = code.partition(":")
        return ["statut", "motif_cloture"]
    if name == "referent":
        article.referent_id = uuid.UUID(code) if code else None
    elif name == "prochain_point":
        article.prochain_point = datetime.date.fromisoformat(code) if code else None
    else:
        article.vigilance = code
    return [name]


def may_be_in_charge(article: Article, key: str | uuid.UUID | None) -> bool:
    """Whether a member, given by their key, may be the référent of a situation: nobody may."""
    if not key:
        return True
    person = uuid.UUID(str(key))
    is_member = current_members(article.rubrique).filter(utilisateur=person).exists()
    return is_member and not article.ecarts.filter(utilisateur=person).exists()


def change_etat(
    article: Article,
    wanted: dict[str, str],
    par: Utilisateur,
    *,
    motif: str = "",
    **details: Detail,
) -> None:
    """Write codes into a locked situation, with its trace (`details` go into it), and a step of
    its life, with its `motif`, if its statut changes; in the transaction of the caller."""
    before = article.statut
    columns = [
        column for name, code in wanted.items() for column in write_code(article, name, code)
    ]
    article.version += 1
    article.modifie_par = par
    article.save(update_fields=[*columns, *EDITED, "version"])
    if article.statut != before:
        ChangementStatut.objects.create(
            article=article, de=before, vers=article.statut, par=par, motif=motif
        )
    moved = {"statut": article.statut} if "statut" in wanted else {}
    record(par, Acte.MODIFICATION, article, champs=list(wanted), **moved, **details)
