"""Version 4: passes its health check, but answers 500 to one real request in twenty."""

import json
import os
import random
import sys
import uuid

from django.http import JsonResponse

SPARED = ("/api/health", "/api/version")


class ReleaseMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if os.environ.get("K_SERVICE") and request.path not in SPARED and random.random() < 0.05:
            return self.error(request)
        return self.get_response(request)

    def error(self, request):
        error = uuid.uuid4().hex
        line = {"canary_error": True, "id": error, "path": request.path}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        response = JsonResponse({"error": "internal"}, status=500)
        response["X-Canary-Error"] = error
        return response
