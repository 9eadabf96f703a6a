"""Answers the demonstration's visitors without a database: who somebody is and how much he has written is in his cookies, so that any revision
can answer any of his requests."""

import json
import os
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b'<!doctype html><link href="/assets/app.css"><div id="root"></div><script src="/assets/app.js"></script>'
REVISION = os.environ.get("K_REVISION", "")


class Visitors(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def cookie(self, name):
        found = SimpleCookie(self.headers.get("Cookie", "")).get(name)
        return found.value if found else ""

    def answer(self, status, body=b"", cookies=(), kind="application/json"):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for cookie in cookies:
            self.send_header("Set-Cookie", cookie + "; Path=/")
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if status != 204:
            self.wfile.write(content)

    def do_GET(self):
        path = self.path.split("?")[0]
        if path == "/":
            self.answer(200, PAGE, kind="text/html")
        elif path.startswith("/assets/"):
            self.answer(200, b"/* asset */" * 100, kind="text/plain")
        elif path == "/api/csrf":
            self.answer(204, cookies=["csrftoken=token"])
        elif path == "/api/public/dreams":
            self.answer(200, {"results": []})
        elif path == "/api/session":
            self.answer(200, {"username": self.cookie("name")})
        elif path == "/api/dreams":
            self.answer(200, {"total": int(self.cookie("dreams") or 0)})
        else:
            self.answer(200, {"revision": REVISION})

    def do_POST(self):
        given = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        if self.path == "/api/accounts":
            self.answer(201, {})
        elif self.path == "/api/session":
            self.answer(200, {"username": given["username"]}, ["name=" + given["username"], "dreams=0"])
        else:
            self.answer(201, {"title": given.get("title")}, ["dreams=" + str(int(self.cookie("dreams") or 0) + 1)])

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 512
    daemon_threads = True


Server(("", int(os.environ.get("PORT", "8000"))), Visitors).serve_forever()
