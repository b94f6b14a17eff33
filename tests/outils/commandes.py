"""Running a command of the project."""

import io

from django.core.management import call_command


def run(name, *args, **options):
    out = io.StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()
