"""It made the table of a cache that unpickled; 0003 takes that table away where it was made."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("comptes", "0001_initial")]

    operations = []
