from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("blog", "0011_reprise_cles")]

    operations = [
        migrations.RemoveConstraint("reprise", "une_reprise_par_ligne_et_membre"),
        migrations.RemoveField("reprise", "cle"),
    ]
