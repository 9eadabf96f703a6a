import os
from unittest.mock import patch

from django.core.exceptions import ImproperlyConfigured
from django.test import SimpleTestCase

from config import environment


def variables(**values):
    return patch.dict(os.environ, values, clear=True)


class FlagTest(SimpleTestCase):
    def test_reads_on_and_off(self):
        for text, expected in {"1": True, "true": True, "0": False, "No": False, "": True}.items():
            with self.subTest(text), variables(FLAG=text):
                self.assertIs(environment.flag("FLAG", True), expected)

    def test_refuses_anything_else(self):
        with variables(FLAG="maybe"), self.assertRaisesMessage(ImproperlyConfigured, "FLAG is 'maybe'"):
            environment.flag("FLAG", False)


class NamesTest(SimpleTestCase):
    def test_drops_blanks_and_empty_entries(self):
        with variables(HOSTS=" a.example, ,b.example,"):
            self.assertEqual(environment.names("HOSTS"), ["a.example", "b.example"])


class SecretKeyTest(SimpleTestCase):
    def test_is_required_in_production(self):
        with variables(), self.assertRaisesMessage(ImproperlyConfigured, "DJANGO_SECRET_KEY is not set"):
            environment.secret_key(debug=False)

    def test_has_a_stand_in_on_a_developers_machine(self):
        with variables():
            self.assertTrue(environment.secret_key(debug=True))


class DatabaseTest(SimpleTestCase):
    def test_keeps_checked_connections_open(self):
        with variables(DATABASE_URL="postgres://ada:pw@db:5433/dreams", K_REVISION="backend-00003-xyz"):
            settings = environment.database(debug=False)
        self.assertEqual((settings["HOST"], settings["PORT"], settings["NAME"]), ("db", 5433, "dreams"))
        self.assertEqual((settings["CONN_MAX_AGE"], settings["CONN_HEALTH_CHECKS"]), (60, True))
        self.assertEqual(settings["OPTIONS"]["application_name"], "backend-00003-xyz")

    def test_gives_sessions_the_options_asked_for(self):
        with variables(DATABASE_URL="postgres://db/dreams", DATABASE_SESSION_OPTIONS="-c statement_timeout=5s"):
            self.assertEqual(environment.database(False)["OPTIONS"]["options"], "-c statement_timeout=5s")

    def test_is_required_in_production(self):
        with variables(), self.assertRaisesMessage(ImproperlyConfigured, "DATABASE_URL is not set"):
            environment.database(debug=False)

    def test_refuses_any_other_kind_of_database(self):
        for url in ("sqlite:///dreams.db", "mysql://db/dreams"):
            with self.subTest(url), variables(DATABASE_URL=url):
                with self.assertRaisesMessage(ImproperlyConfigured, "must name a PostgreSQL database"):
                    environment.database(debug=False)

    def test_does_not_repeat_an_unreadable_address(self):
        with variables(DATABASE_URL="nonsense://ada:pw@db"):
            with self.assertRaisesMessage(ImproperlyConfigured, "cannot be read") as refused:
                environment.database(debug=False)
        self.assertNotIn("pw", str(refused.exception))
