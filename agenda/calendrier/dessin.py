"""A day of the month and its meetings as HTML: there are forty-two on a page, each drawn once."""

from typing import Any

from django.utils.safestring import SafeString

from texte.morceaux import fill

DAY = '<td class="{}"><time datetime="{}">{}</time>{}{}{}</td>'
TODAY = '<strong>{}<span class="wide-only"> aujourd’hui</span></strong>'
HIDDEN = '<span class="visually-hidden">{}</span>'
EVENT = '<a class="event" data-dessin="{}"{} href="{}"><strong>{}</strong>{}{}</a>'
OF_SEVERAL = (
    '<span> {}</span><span class="wide-words"> {}{}</span>'
    '<span class="visually-hidden">, {}</span>'
)


def draw_day(day: Any) -> SafeString:
    """A cell of the month: the number of the day, why there is no school, the meetings."""
    marks = [("outside", day.outside), ("today", day.today), ("off", day.off)]
    number = fill(TODAY, day.date.day) if day.today else str(day.date.day)
    off = fill("<small{}>{}</small>", SHOWN[bool(day.off_begins)], day.off) if day.off else ""
    note = fill("<small>{}</small>", day.note) if day.note else ""
    events = SafeString("".join(draw_event(reperee) for reperee in day.seances))
    classes = " ".join(name for name, is_so in marks if is_so)
    return fill(DAY, classes, day.date.isoformat(), number, off, note, events)


SHOWN = {True: SafeString(""), False: SafeString(' class="visually-hidden"')}
CANCELLED = SafeString(' data-state="annulee"')


def draw_event(reperee: Any) -> SafeString:
    """A meeting in a cell; of which rubrique, where there are several."""
    seance, repere, debut = reperee.seance, reperee.repere, reperee.debut
    is_over = seance.is_annulee
    moved = seance.is_deplacee and not is_over
    said = ""
    if reperee.est_multiple:
        told = " (déplacée)" if moved else ""
        place = repere.rubrique
        said = fill(OF_SEVERAL, repere.lettre, place, told, place.espace)
    elif not is_over:
        said = fill('<span class="wide-only"> Réunion{}</span>', " déplacée" if moved else "")
    return fill(
        EVENT,
        repere.dessin,
        CANCELLED if is_over else "",
        seance.get_absolute_url(),
        f"{debut.hour}h{debut:%M}",
        fill(HIDDEN, " annulée") if is_over else "",
        said,
    )
