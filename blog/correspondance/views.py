"""Views of the key table: who opens it, and one line at a time, for five minutes."""

import datetime
import time

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from blog.correspondance.forms import DepositairesForm, IdentiteForm, OuvertureForm
from blog.correspondance.services import name_depositaires, open_identity, write_identity
from blog.models import Article, Correspondance, Ouverture
from blog.relecture.mentions import mentions_for
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed, key_tables, open_to_read, refuse
from rubriques.redaction.porte import note_unsaved
from rubriques.redaction.versions import StaleVersion
from sql.alphabet import sort_key

OPEN_SECONDS = 300
OPENED = "identite_ouverte"  # in the session: which line, and until when
OPENINGS_SHOWN = 50


@require_http_methods(["GET", "POST"])
def correspondance_list(request, slug):
    """Who may open the table, which lines it has, and each opening with its reason."""
    rubrique = get_allowed(Rubrique, request.user, Droit.READ, service=Service.BLOG, slug=slug)
    opens, manages = is_depositaire(request.user, rubrique), Droit.MANAGE in rubrique.granted
    if not manages and (not opens or request.method == "POST"):
        refuse(request.user, rubrique)
    data = request.POST if request.method == "POST" else None
    form = DepositairesForm(data, rubrique=rubrique)
    if form.is_valid():
        people = list(form.cleaned_data["depositaires"])
        name_depositaires(rubrique=rubrique, people=people, par=request.user)
        messages.success(request, "C’est enregistré.")
        return redirect("blog:correspondance_list", slug)
    mine = Article.objects.visible_to(request.user).filter(rubrique=rubrique)
    openings = Ouverture.objects.filter(article__in=mine.values("pk"))
    context = frame(request, rubrique, "reglages" if manages else "situations") | {
        "form": form,
        "depositaires": rubrique.depositaires.select_related("utilisateur"),
        "articles": in_order(mine.select_related("correspondance")) if opens else [],
        "mentions": mentions_for(request.user, rubrique.pk),
        "ouvertures": openings.select_related("article", "par")[:OPENINGS_SHOWN],
        "trace": open_to_read(request.user, rubrique),
    }
    status = 400 if form.is_bound else 200
    return render(request, "blog/correspondance_list.html", context, status=status)


@sensitive_post_parameters("mot_de_passe")
@require_http_methods(["GET", "POST"])
def identite_detail(request, pk):
    """Open one line: a reason, the password again; then it is shown for five minutes."""
    article = get_entrusted(request, pk, Droit.READ)
    ligne = Correspondance.objects.filter(article=article).first()
    left = seconds_left(request, article)
    form = OuvertureForm(request.POST or None, request=request, rubrique=article.rubrique)
    if ligne and form.is_valid():
        open_identity(ligne=ligne, motif=form.cleaned_data["motif"], par=request.user)
        until = time.time() + OPEN_SECONDS
        request.session[OPENED] = {"article": str(article.pk), "jusque": until}
        return redirect("blog:identite_detail", pk)
    if form.is_bound:
        note_unsaved(form, article, request.user)
    if ligne and left:
        open_to_read(request.user, ligne)
    context = frame(request, article.rubrique, "situations") | {
        "article": article,
        "ligne": ligne,
        "is_open": bool(ligne and left),
        "closes_at": timezone.localtime() + datetime.timedelta(seconds=left),
        "form": form,
        "trace": open_to_read(request.user, article),
    }
    status = 200 if not form.is_bound else 429 if form.is_locked else 400
    response = render(request, "blog/identite_detail.html", context, status=status)
    if left:  # the page closes by itself, without JavaScript too
        response["Refresh"] = f"{left}; url={article.get_absolute_url()}"
    return response


@require_POST
def identite_close(request, pk):
    article = get_entrusted(request, pk, Droit.READ)
    request.session.pop(OPENED, None)
    return redirect(article)


@require_http_methods(["GET", "POST"])
def identite_edit(request, pk):
    """Write who the situation is about, over what is there, or erase it; nothing is shown."""
    article = get_entrusted(request, pk, Droit.WRITE)
    ligne = Correspondance.objects.filter(article=article).first()
    form = IdentiteForm(request.POST or None, initial={"version": ligne.version if ligne else 0})
    if form.is_valid():
        name, seen = form.cleaned_data["identite"], form.cleaned_data["version"]
        try:
            write_identity(article=article, identite=name, seen=seen, par=request.user)
        except StaleVersion:
            text = "Quelqu’un a changé cette ligne entre-temps\u00a0: "
            messages.error(request, text + "ouvrez-la avant de la remplacer.")
        else:
            messages.success(request, "C’est enregistré." if name else "La ligne est effacée.")
        return redirect("blog:identite_detail", pk)
    context = frame(request, article.rubrique, "situations") | {
        "article": article,
        "ligne": ligne,
        "form": form,
        "trace": open_to_read(request.user, article),
    }
    status = 400 if form.is_bound else 200
    return render(request, "blog/identite_edit.html", context, status=status)


def in_order(articles):
    return sorted(articles, key=lambda article: sort_key(article.code))


def is_depositaire(user, rubrique):
    return rubrique.pk in key_tables(user)


def get_entrusted(request, pk, action):
    """Load a situation whose line the user may open; refuse (403) other members."""
    article = get_allowed(Article, request.user, action, pk=pk)
    if not is_depositaire(request.user, article.rubrique):
        refuse(request.user, article)
    return article


def seconds_left(request, article):
    """How long the line of this situation still shows, in seconds; 0 when it is closed."""
    opened = request.session.get(OPENED) or {}
    if opened.get("article") != str(article.pk):
        return 0
    return max(0, int(opened["jusque"] - time.time()))
