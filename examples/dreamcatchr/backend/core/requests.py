"""Reading JSON bodies and asking for a login, the same way in every end point."""

import json
from functools import wraps

from core.errors import error


class UnreadableBody(ValueError):
    """The body is not what the end point accepts; `errors` says why, field by field."""

    def __init__(self, errors):
        super().__init__(str(errors))
        self.errors = errors


def read_texts(request, *fields):
    """The named text fields of a JSON object; absent ones are empty.

    Text that PostgreSQL cannot store (a NUL, half a surrogate pair) is refused here, where it can still be named.
    """
    try:
        body = json.loads(request.body)
    except ValueError as problem:
        raise UnreadableBody({"body": ["This is not JSON."]}) from problem
    except RecursionError as problem:
        raise UnreadableBody({"body": ["This is nested too deeply."]}) from problem
    if not isinstance(body, dict):
        raise UnreadableBody({"body": ["A JSON object is expected."]})
    texts = {field: body.get(field, "") for field in fields}
    errors = {field: [problem] for field, text in texts.items() if (problem := text_problem(text))}
    if errors:
        raise UnreadableBody(errors)
    return texts


def text_problem(value):
    """Why a value cannot be stored as text, or None."""
    if not isinstance(value, str):
        return "This must be a text."
    if "\x00" in value:
        return "Null characters are not allowed."
    try:
        value.encode()
    except UnicodeEncodeError:
        return "This is not valid Unicode."
    return None


def login_needed(view):
    """Answers 401 to whoever is not logged in; there is no login page to redirect to."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return error(401, "Log in first.")
        return view(request, *args, **kwargs)

    return guarded
