"""Every error is JSON, whoever raises it."""

from django.http import JsonResponse


def error(status, message):
    return JsonResponse({"error": message}, status=status)


def field_errors(errors, status=400):
    """What is wrong with a request, field by field: {"errors": {"title": ["This field is required."]}}."""
    return JsonResponse({"errors": {field: list(messages) for field, messages in errors.items()}}, status=status)


def bad_request(request, exception=None):
    return error(400, "The request cannot be read.")


def forbidden(request, exception=None):
    return error(403, "Not allowed.")


def not_found(request, exception=None):
    return error(404, "There is nothing here.")


def server_error(request):
    return error(500, "Something went wrong on our side.")


def csrf_failure(request, reason=""):
    return error(403, "The CSRF token is missing or wrong: ask /api/csrf and repeat it as X-CSRFToken.")
