from django.db import migrations, models

from rubriques.vacances.publication import add_published


def fill(apps, schema_editor):
    add_published(apps.get_model("rubriques", "Conge"))


class Migration(migrations.Migration):

    dependencies = [
        ('rubriques', '0003_depositaire'),
    ]

    operations = [
        migrations.CreateModel(
            name='Conge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('zone', models.CharField(choices=[('A', 'zone A'), ('B', 'zone B'), ('C', 'zone C')], max_length=1, verbose_name='zone')),
                ('nom', models.CharField(max_length=60, verbose_name='nom')),
                ('premier_jour', models.DateField(verbose_name='premier jour')),
                ('dernier_jour', models.DateField(help_text='La veille de la rentrée.', verbose_name='dernier jour')),
            ],
            options={
                'verbose_name': 'vacances scolaires',
                'verbose_name_plural': 'vacances scolaires',
                'ordering': ['-premier_jour', 'zone'],
                'constraints': [models.CheckConstraint(condition=models.Q(('dernier_jour__gte', models.F('premier_jour'))), name='le_dernier_jour_suit_le_premier', violation_error_message='Le dernier jour doit suivre le premier.')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
