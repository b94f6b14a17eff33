"""The reprise of a spreadsheet, at one address: the file, its columns, the dry run, and writing.

What was read goes from step to step in the form, sealed; `etape` says which step was sent.
"""

from dataclasses import dataclass, field

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods

from blog.reprise.avancee import compte_in_words, stream_writing
from blog.reprise.colonnes import Cible, plan_of
from blog.reprise.depot import Feuille, Perime, open_sheets, seal_sheets
from blog.reprise.ecriture import Depassee, take_over
from blog.reprise.essai import Essai
from blog.reprise.existant import read_existant
from blog.reprise.forms import ColonnesForm, DepotForm, EssaiForm
from blog.reprise.gardes import Refus
from blog.reprise.lecture_fiche import Contexte
from blog.reprise.tri_des_fiches import build_contexte, try_out
from comptes.requete import Requete
from journal.services import Acte, record_all, record_refusal
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed, refuse
from rubriques.redaction.porte import note_unsaved

COLONNES, MOTS, ESSAI, CONFIRMER = "colonnes", "mots", "essai", "confirmer"
MANY_ROWS = 100  # rows: beyond, the answer tells how far it is
FOUND_SHOWN, PROBLEMS_SHOWN = 100, 300
CHANGED = (
    "L’essai n’est plus le même\u00a0: vos choix, ou ce que contient la rubrique, ont changé. "
    "Rien n’a été écrit. Relisez-le, puis confirmez."
)


def takes_upload(view):
    """Mark a view that a file is sent to: the limit of what it receives is higher."""
    view.takes_upload = True
    return view


@dataclass
class Demande:
    """A step that was sent: by whom, where, and what was read of the sheet."""

    request: Requete
    rubrique: Rubrique
    feuilles: list[Feuille] = field(default_factory=list)
    lu: str = ""

    @cached_property
    def colonnes(self) -> ColonnesForm:
        existant = read_existant(self.rubrique, self.request.user)
        return ColonnesForm(self.request.POST, feuilles=self.feuilles, existant=existant)

    def try_out(self) -> tuple[Contexte, EssaiForm, Essai]:
        """Read the rubrique as it is now, and tell what the sheet would do to it."""
        existant = read_existant(self.rubrique, self.request.user)
        contexte = build_contexte(self.colonnes.tableau, self.colonnes.cibles(), existant)
        data = self.request.POST if "vu" in self.request.POST else None
        form = EssaiForm(data, contexte=contexte)
        return contexte, form, try_out(contexte, form.apply())


@takes_upload
@require_http_methods(["GET", "POST"])
def reprise(request, slug):
    """Take over a spreadsheet: for who manages the rubrique, and may still write in it."""
    rubrique = get_allowed(Rubrique, request.user, Droit.MANAGE, service=Service.BLOG, slug=slug)
    if Droit.WRITE not in rubrique.granted:
        refuse(request.user, rubrique)
    demande = Demande(request, rubrique)
    steps = {COLONNES: show_columns, MOTS: ask_words, ESSAI: try_columns, CONFIRMER: confirm}
    step = steps.get(request.POST.get("etape"))
    if step is None:
        return receive_file(demande)
    demande.lu = request.POST.get("lu", "")
    try:
        demande.feuilles = open_sheets(demande.lu, request.user, rubrique)
    except Perime as error:
        record_refusal(request.user, Rubrique, rubrique.pk, status=400)
        return answer(demande, "blog/reprise_depot.html", 400, form=DepotForm(), erreur=str(error))
    return step(demande)


def answer(demande: Demande, template, status=200, **context):
    context |= frame(demande.request, demande.rubrique, "reglages") | {"lu": demande.lu}
    return render(demande.request, template, context, status=status)


def receive_file(demande: Demande):
    """The first step: the file. Read, it is forgotten; what it says is sealed into the page."""
    request = demande.request
    is_sent = request.method == "POST"
    form = DepotForm(request.POST, request.FILES) if is_sent else DepotForm()
    if is_sent and form.is_valid():
        demande.feuilles = form.cleaned_data["fichier"]
        try:
            demande.lu = seal_sheets(demande.feuilles, request.user, demande.rubrique)
        except Refus as refus:
            form.add_error("fichier", str(refus))
        else:
            return show_columns(demande)
    return answer(demande, "blog/reprise_depot.html", 400 if is_sent else 200, form=form)


def show_columns(demande: Demande):
    return answer(demande, "blog/reprise_colonnes.html", form=demande.colonnes)


def ask_words(demande: Demande):
    """Before the dry run: who is who, which nature is which, what becomes of the initials."""
    form = demande.colonnes
    if not (form.is_bound and form.is_valid()):
        return try_columns(demande)
    contexte, essai_form, essai = demande.try_out()
    if not essai_form.asks:
        return try_columns(demande)
    return answer(
        demande,
        "blog/reprise_mots.html",
        400 if essai_form.errors else 200,
        colonnes=form,
        form=essai_form,
        essai=essai,
        knows_identities=Cible.IDENTITE in contexte.cibles,
    )


def try_columns(demande: Demande):
    form = demande.colonnes
    if not form.is_bound:  # other columns than those that were shown
        return show_columns(demande)
    if not form.is_valid():
        return answer(demande, "blog/reprise_colonnes.html", 400, form=form)
    contexte, essai_form, essai = demande.try_out()
    return show_essai(demande, contexte, essai_form, essai, 400 if essai_form.errors else 200)


def show_essai(demande: Demande, contexte, essai_form, essai, status, erreur=""):
    """The page of the dry run. It quotes the situations that it would change: they are read."""
    record_all(demande.request.user, Acte.LECTURE, essai.lues)
    note_unsaved(essai, demande.rubrique, demande.request.user)
    knows_identities = Cible.IDENTITE in contexte.cibles
    return answer(
        demande,
        "blog/reprise_essai.html",
        status,
        colonnes=demande.colonnes,
        form=essai_form,
        essai=essai,
        laissees=demande.colonnes.left(),
        pertes=list(essai_form.pertes()),
        knows_identities=knows_identities,
        loses_classes="classe" in essai_form.fields and not essai.options.garder_classe,
        loses_identities=knows_identities and not essai.options.consigner,
        trouvailles=essai.trouvailles[:FOUND_SHOWN],
        problemes=essai.problemes_in_words[:PROBLEMS_SHOWN],
        erreur=erreur,
    )


def confirm(demande: Demande):
    """The last step. Sent twice, or by two people, it writes once."""
    form = demande.colonnes
    if not (form.is_bound and form.is_valid()):
        return try_columns(demande)
    contexte, essai_form, essai = demande.try_out()
    if essai_form.errors:
        return show_essai(demande, contexte, essai_form, essai, 400)
    if essai.twice:
        return show_essai(demande, contexte, essai_form, essai, 400, told_twice(essai.twice))
    if not essai.has_work and not essai.renumerotees:
        messages.success(demande.request, "Tout ce que dit ce tableau est déjà dans Cellule.")
        return redirect("blog:article_list", demande.rubrique.slug)
    if essai.empreinte != demande.request.POST.get("vu"):
        return show_essai(demande, contexte, essai_form, essai, 409, CHANGED)
    writing = take_over(
        try_again=lambda: demande.try_out()[2],
        rubrique=demande.rubrique,
        par=demande.request.user,
        vu=essai.empreinte,
        plan=plan_of(form.tableau.titres, form.cibles()),
    )
    if len(essai.creees) + len(essai.wanted) > MANY_ROWS:
        return stream_writing(demande, writing, essai)
    return write_now(demande, writing, essai)


def told_twice(codes):
    return (
        f"Plusieurs lignes ne peuvent pas être la même situation : {', '.join(codes)}. "
        "Rien n’a été écrit. Choisissez-en une seule par situation."
    )


def write_now(demande: Demande, writing, essai):
    try:
        for _ in writing:
            pass
    except Depassee:
        return show_essai(demande, *demande.try_out(), 409, CHANGED)
    messages.success(
        demande.request, f"La reprise est faite\u00a0: {compte_in_words(essai.compte)}."
    )
    return redirect("blog:article_list", demande.rubrique.slug)
