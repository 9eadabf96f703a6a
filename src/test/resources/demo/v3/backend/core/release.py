"""Version 3: works on a laptop, but its health check fails wherever Cloud Run names the service."""

import os

from django.http import JsonResponse


class ReleaseMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == "/api/health" and os.environ.get("K_SERVICE"):
            return JsonResponse({"status": "unhealthy", "database": "ok"}, status=503)
        return self.get_response(request)
