from django.conf import settings


def demonstration(request):
    """Whether the banner of the demonstration is shown."""
    return {"demonstration": settings.DEMONSTRATION}
