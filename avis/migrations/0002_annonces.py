"""What happened to meetings this last week was told from the journal: it is announced, once."""

import datetime

from django.db import migrations
from django.utils import timezone

WEEK = datetime.timedelta(days=7)
MOVED = {"debut", "fin", "lieu"}


def said_by(trace):
    champs = set(trace.details.get("champs", []))
    if trace.acte == "creation":
        return "inscrite"
    if MOVED & champs:
        return "deplacee"
    return "annulee" if "annulee" in champs else ""


def announce_last_week(apps, schema_editor):
    """A member who was told of a line is not told of its announcement."""
    Trace, Annonce = apps.get_model("journal", "Trace"), apps.get_model("agenda", "Annonce")
    Seance, Nouvelle = apps.get_model("agenda", "Seance"), apps.get_model("avis", "Nouvelle")
    lines = Trace.objects.filter(
        objet_type="agenda.seance",
        acte__in=["creation", "modification"],
        quand__gt=timezone.now() - WEEK,
        acteur__isnull=False,
    )
    there = {str(pk) for pk in Seance.objects.values_list("pk", flat=True)}
    for trace in lines.order_by("pk"):
        quoi = said_by(trace)
        if quoi and trace.objet_id in there:
            annonce = Annonce.objects.create(
                seance_id=trace.objet_id, quoi=quoi, par_id=trace.acteur_id, quand=trace.quand
            )
            told = Nouvelle.objects.filter(cle=f"trace:{trace.pk}")
            told.update(cle=f"annonce:{annonce.pk}")


class Migration(migrations.Migration):

    dependencies = [
        ("avis", "0001_initial"),
        ("agenda", "0005_annonce"),
        ("journal", "0003_identite"),
    ]

    operations = [migrations.RunPython(announce_last_week, migrations.RunPython.noop)]
