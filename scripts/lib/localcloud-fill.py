"""localcloud-fill.py PORT SERVICES REVISIONS BACKEND-PORT: makes services with revisions, then lists all of them by pages.

Prints how long each took. Exit code 1 when a call fails or something is missing from the lists.
"""

import http.client
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

port, services, revisions, backend = (int(each) for each in sys.argv[1:5])
PARENT = "/v2/projects/many/locations/here"


class Client:
    def __init__(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def call(self, method, path, body=None):
        self.connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:300]}")
        return json.loads(text)


def fill(number):
    client = Client()
    name = f"service-{number:04}"
    for revision in range(1, revisions + 1):
        body = {
            "template": {
                "revision": f"{name}-v{revision}",
                "containers": [
                    {
                        "image": f"trivial:{revision}",
                        "env": [{"name": "IN_PROCESS_ADDRESS", "value": f"127.0.0.1:{backend}"}],
                    }
                ],
            }
        }
        if revision == 1:
            operation = client.call("POST", f"{PARENT}/services?serviceId={name}", body)
        else:
            operation = client.call("PATCH", f"{PARENT}/services/{name}?updateMask=template", body)
        client.call("POST", f"/v2/{operation['name']}:wait", {})


def pages(client, path, kind):
    found, token = 0, ""
    while True:
        page = client.call("GET", f"{path}?pageSize=100&pageToken={token}")
        found += len(page.get(kind, []))
        token = page.get("nextPageToken", "")
        if not token:
            return found


start = time.monotonic()
with ThreadPoolExecutor(8) as pool:
    list(pool.map(fill, range(services)))
filled = time.monotonic()
client = Client()
listed = pages(client, f"{PARENT}/services", "services")
listing = time.monotonic()
of_one = pages(client, f"{PARENT}/services/service-0000/revisions", "revisions")
print(f"{services} services with {revisions} revisions each: {services * revisions / (filled - start):.0f} releases a second;")
print(f"  all services listed by pages of 100 in {listing - filled:.2f} s, the revisions of one in {time.monotonic() - listing:.3f} s")
if listed != services or of_one != revisions:
    raise SystemExit(f"listed {listed} services and {of_one} revisions")
