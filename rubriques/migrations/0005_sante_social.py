"""Who reads the notes of santé-social holds it with their habilitation, no longer by a function.

Those who read them when this was written keep it; what was granted is on the page of the members.
"""

from django.db import migrations, models

FONCTIONS = ["infirmier", "medecin", "assistant_social", "psyen"]


def keep_what_was_read(apps, schema_editor):
    Habilitation = apps.get_model("rubriques", "Habilitation")
    bound = Habilitation.objects.filter(utilisateur__fonction__in=FONCTIONS)
    bound.update(sante_social=True)


class Migration(migrations.Migration):
    dependencies = [("rubriques", "0004_conge")]

    operations = [
        migrations.AddField(
            model_name="habilitation",
            name="sante_social",
            field=models.BooleanField(default=False, verbose_name="lit les notes santé-social"),
        ),
        migrations.RunPython(keep_what_was_read, migrations.RunPython.noop),
    ]
