"""Counters of attempts hold JSON, which nothing runs. Those of the old table are not taken over."""

from django.db import migrations, models

# What the code of before looks for, when one goes back to it.
OLD_TABLE = """
    CREATE TABLE cellule_compteur (
        cache_key varchar(255) NOT NULL PRIMARY KEY,
        value text NOT NULL,
        expires timestamp with time zone NOT NULL
    )
"""


class Migration(migrations.Migration):
    dependencies = [("comptes", "0002_compteur")]

    operations = [
        migrations.RunSQL("DROP TABLE IF EXISTS cellule_compteur", OLD_TABLE),
        migrations.CreateModel(
            name="Compteur",
            fields=[
                (
                    "cle",
                    models.CharField(
                        max_length=250, primary_key=True, serialize=False, verbose_name="clé"
                    ),
                ),
                ("valeur", models.JSONField(verbose_name="valeur")),
                ("expire_le", models.DateTimeField(db_index=True, verbose_name="fini le")),
            ],
            options={"verbose_name": "compteur", "verbose_name_plural": "compteurs"},
        ),
    ]
