"""The HTTP API. Paths carry no trailing slash."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("core.urls")),
    path("api/", include("accounts.urls")),
    path("api/", include("dreams.urls")),
]

handler400 = "core.errors.bad_request"
handler403 = "core.errors.forbidden"
handler404 = "core.errors.not_found"
handler500 = "core.errors.server_error"
