#!/usr/bin/env python3
"""Looks at a new release before anybody else does, as Greenlight's release.staging-tests.

Asks the new revisions at their own addresses for what a browser asks first, and that it is these revisions who answer. Only reads.
Exit code: 0 all well, 1 something is wrong, 2 the addresses are not given.
"""

import html.parser
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

PATIENCE_SECONDS = 10


class Assets(html.parser.HTMLParser):
    """The scripts and style sheets that a page loads from its own server."""

    def __init__(self):
        super().__init__()
        self.paths = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        path = attributes.get("src" if tag == "script" else "href" if tag == "link" else "", "") or ""
        if path.startswith("/") and not path.startswith("//"):
            self.paths.append(path)


def get(service, path):
    """Status, content type and body of a service's path; a refused connection is status 0."""
    request = urllib.request.Request(urllib.parse.urljoin(os.environ[f"GREENLIGHT_{service}_URL"], path))
    token = os.environ.get(f"GREENLIGHT_{service}_TOKEN")
    if token:
        # Before its first release a service is closed to everybody else.
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers.get_content_type(), refused.read()
    except OSError as unreachable:
        return 0, "", str(unreachable).encode()


def problems():
    for service, path in (("BACKEND", "/api/version"), ("FRONTEND", "/version.json")):
        status, _, body = get(service, path)
        wanted = os.environ[f"GREENLIGHT_{service}_REVISION"]
        try:
            found = json.loads(body)["revision"] if status == 200 else f"status {status}"
        except (ValueError, KeyError, TypeError):
            found = "something else"
        if found != wanted:
            yield f"{service.lower()} {path}: {found} answers instead of {wanted}"
        else:
            print(f"✓ {service.lower()} {path}: {found}")

    status, kind, body = get("FRONTEND", "/")
    if status != 200 or kind != "text/html":
        yield f"the front page: status {status}, {kind or body.decode(errors='replace')}"
        return
    page = Assets()
    page.feed(body.decode(errors="replace"))
    if not page.paths:
        yield "the front page loads no script and no style sheet"
    for path in page.paths:
        status, kind, body = get("FRONTEND", path)
        if status != 200 or not body or kind == "text/html":
            yield f"{path}: status {status}, {len(body)} bytes of {kind}"
    print(f"✓ front page and {len(page.paths)} assets")


def main():
    missing = [name for name in ("BACKEND", "FRONTEND") if f"GREENLIGHT_{name}_URL" not in os.environ]
    if missing:
        print("staging-tests.py runs as Greenlight's release.staging-tests; not given: "
              + ", ".join(f"GREENLIGHT_{name}_URL" for name in missing), file=sys.stderr)
        return 2
    found = list(problems())
    for problem in found:
        print(f"✗ {problem}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
