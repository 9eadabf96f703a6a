import socket
import time
from unittest.mock import patch

import psycopg
from django.db import connection
from django.test import SimpleTestCase, TestCase

SECRET = "not-to-be-told"


def database_at(**address):
    """The health check's view of the database, moved elsewhere."""
    return patch.dict(connection.settings_dict, address)


class HealthTest(TestCase):
    def test_is_ok_while_the_database_answers(self):
        answer = self.client.get("/api/health")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json(), {"status": "ok", "database": "ok"})

    def test_may_not_be_cached(self):
        self.assertIn("no-store", self.client.get("/api/health")["Cache-Control"])

    def test_answers_a_probe_that_calls_by_bare_address(self):
        self.assertEqual(self.client.get("/api/health", headers={"host": "10.9.8.7:8000"}).status_code, 200)

    def test_is_read_only(self):
        self.assertEqual(self.client.post("/api/health").status_code, 405)


class UnhealthyTest(SimpleTestCase):
    databases = {"default"}

    def unhealthy(self):
        """What is said about the database, and the log of it."""
        with self.assertLogs("django.request", "ERROR"), self.assertLogs("core.health", "ERROR") as logs:
            answer = self.client.get("/api/health")
        self.assertEqual(answer.status_code, 503)
        self.assertEqual(answer.json()["status"], "unhealthy")
        return answer.json()["database"], "".join(logs.output)

    def test_says_that_the_connection_failed_when_nothing_listens(self):
        with socket.socket() as reserved:
            reserved.bind(("127.0.0.1", 0))
            with database_at(HOST="127.0.0.1", PORT=reserved.getsockname()[1]):
                said, _ = self.unhealthy()
        self.assertEqual(said, "connection failed")

    def test_says_that_there_was_no_answer_in_time_when_the_database_hangs(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            with database_at(HOST="127.0.0.1", PORT=silent.getsockname()[1]):
                started = time.monotonic()
                said, _ = self.unhealthy()
        self.assertLess(time.monotonic() - started, 4)
        self.assertEqual(said, "no answer within 2 s")

    def test_says_that_the_query_failed_when_the_database_refuses_it(self):
        with patch.object(psycopg.Connection, "execute", side_effect=psycopg.errors.InternalError_("broken page")):
            said, _ = self.unhealthy()
        self.assertEqual(said, "query failed")

    def test_tells_no_password(self):
        with database_at(PASSWORD=SECRET, NAME="no_such_database"):
            said, log = self.unhealthy()
        self.assertEqual(said, "connection failed")
        self.assertNotIn(SECRET, log)
