"""End points that operators and the front end ask before anything else."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from core.health import database_problem


@require_safe
def health(request):
    """200 while the database answers, else 503 with the reason in words."""
    problem = database_problem()
    if problem:
        return JsonResponse({"status": "unhealthy", "database": problem}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})


@require_safe
def version(request):
    """Which release answers: its version, its commit, and the revision the platform runs it as."""
    return JsonResponse(
        {"version": settings.RELEASE_VERSION, "commit": settings.COMMIT_SHA, "revision": settings.REVISION}
    )


@require_safe
@ensure_csrf_cookie
def csrf(request):
    """Hands out the CSRF cookie that every writing request has to repeat as a header."""
    return HttpResponse(status=204)
