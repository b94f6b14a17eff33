from django.db import migrations, models


def keep_former_key(apps, schema_editor):
    reprises = apps.get_model("blog", "Reprise").objects
    for reprise in reprises.only("pk", "cle").iterator():
        reprises.filter(pk=reprise.pk).update(cles={"ancienne": reprise.cle})


class Migration(migrations.Migration):
    dependencies = [("blog", "0010_ordre_alphabetique")]

    operations = [
        migrations.AddField(
            model_name="reprise",
            name="cles",
            field=models.JSONField(default=dict, verbose_name="clés de la ligne"),
        ),
        migrations.RunPython(keep_former_key, migrations.RunPython.noop, elidable=True),
    ]
