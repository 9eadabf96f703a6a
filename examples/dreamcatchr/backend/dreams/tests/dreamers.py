"""Users and dreams for the tests."""

import json

from accounts.services import create_account
from dreams.models import Dream

WORD = "counting-sheep"


def dreamer(name):
    return create_account(name, WORD)


def dream_of(owner, title="Flying", body="Over the roofs of the old town.", **fields):
    return Dream.objects.create(owner=owner, title=title, body=body, **fields)


def write(client, path, **body):
    return client.post(path, json.dumps(body), content_type="application/json")
