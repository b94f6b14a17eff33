"""A line of an action as HTML, for the page that lists all those of a person."""

from django.utils import timezone
from django.utils.safestring import SafeString

from blog.models import Action
from rubriques.templatetags.ecran import icon
from temps.mots import french
from texte.morceaux import fill

LINE = '<li>{}<div>{}<br><a href="{}">{}</a>{}</div></li>'
DATED = '<time datetime="{}">{}</time>'
UNDATED = SafeString("<span>sans date</span>")
TODAY = SafeString(" <strong>aujourd’hui</strong>")


def draw_actions(actions: list[Action]) -> list[SafeString]:
    """Each action with its date, its situation, and whether it is late or for today."""
    today, lines = timezone.localdate(), []
    late = fill(' <span class="late">{} en retard</span>', icon("alert"))
    for action in actions:
        due = action.echeance
        date = fill(DATED, due.isoformat(), french(due, "j N")) if due else UNDATED
        told = late if due and due < today else TODAY if due == today else ""
        place, code = action.get_absolute_url(), action.article.code
        lines.append(fill(LINE, date, action.libelle, place, code, told))
    return lines
