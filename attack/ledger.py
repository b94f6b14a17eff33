"""How many suivis hold a word, and how many lines of the journal say that they were written:
python -m attack.ledger word"""

import json
import sys

import django

django.setup()

from blog.models import Suivi  # noqa: E402
from journal.models import Trace  # noqa: E402


def main() -> None:
    keys = [str(suivi.pk) for suivi in Suivi.objects.all() if sys.argv[1] in suivi.texte]
    lines = Trace.objects.filter(acte=Trace.Acte.CREATION, objet_type="blog.suivi")
    lines = lines.filter(objet_id__in=keys)
    print(json.dumps({"suivis": len(keys), "traces": lines.count()}))


if __name__ == "__main__":
    main()
