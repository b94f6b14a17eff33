"""The life of a situation: each change of its statut is kept."""

from django.urls import reverse


def test_the_life_of_a_situation_is_kept_step_by_step(world, as_user):
    url = reverse("blog:statut_edit", args=[world.article.pk])
    client = as_user(world.redacteur)
    assert client.post(url, {"vers": "close", "version": 1}).status_code == 400
    client.post(url, {"vers": "close", "cloture": "relais", "motif": "CMP", "version": 1})
    assert client.post(url, {"vers": "veille", "version": 2}).status_code == 400
    client.post(url, {"vers": "rouverte", "motif": "Retour", "version": 2})
    steps = [(c.de, c.vers, c.motif) for c in world.article.changements.order_by("le")]
    assert steps == [
        ("", "signalee", ""),
        ("signalee", "close", "CMP"),
        ("close", "rouverte", "Retour"),
    ]
    history = reverse("blog:article_history", args=[world.article.pk])
    assert "Retour" in as_user(world.lecteur).get(history).content.decode()
