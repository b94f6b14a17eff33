from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0003_annulee_en_serie"),
        ("blog", "0007_reprise_par_membre"),
    ]

    operations = [
        migrations.RemoveField(model_name="seance", name="point_courant"),
        migrations.RenameField(
            model_name="point", old_name="commence_le", new_name="atteint_le"
        ),
        migrations.AlterField(
            model_name="point",
            name="atteint_le",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="abordé en dernier le"
            ),
        ),
        migrations.AddField(
            model_name="point",
            name="faites",
            field=models.ManyToManyField(related_name="+", to="blog.action"),
        ),
        migrations.AlterField(
            model_name="presence",
            name="etat",
            field=models.CharField(
                choices=[
                    ("present", "présent·e"),
                    ("excuse", "excusé·e"),
                    ("absent", "absent·e"),
                ],
                max_length=8,
                verbose_name="état",
            ),
        ),
    ]
