"""What holds for every answer."""

from django.middleware.common import CommonMiddleware
from django.utils.cache import add_never_cache_headers

PROBE_PATHS = frozenset({"/api/health", "/api/version"})


class NoStoreMiddleware:
    """No cache on the way may keep an answer: each is a user's own, or tells the state of this very moment."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response


class HostCheckMiddleware(CommonMiddleware):
    """Refuses unknown hosts, except for the end points that a platform's probes call by bare address."""

    def process_request(self, request):
        if request.path in PROBE_PATHS:
            return None
        return super().process_request(request)
