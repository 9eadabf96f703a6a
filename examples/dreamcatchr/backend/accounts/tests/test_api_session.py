import json

from django.test import Client, TestCase

from accounts.services import create_account

NAME, WORD = "grace", "nanosecond-wire"


def log_in(client, **changes):
    body = json.dumps({"username": NAME, "password": WORD, **changes})
    headers = {"x-csrftoken": client.cookies["csrftoken"].value} if "csrftoken" in client.cookies else {}
    return client.post("/api/session", body, content_type="application/json", headers=headers)


class SessionTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        create_account(NAME, WORD)

    def test_a_stranger_has_none(self):
        answer = self.client.get("/api/session")
        self.assertEqual(answer.status_code, 401)
        self.assertIn("error", answer.json())

    def test_begins_with_the_right_password(self):
        answer = log_in(self.client)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json(), {"username": NAME})
        self.assertEqual(self.client.get("/api/session").json(), {"username": NAME})

    def test_does_not_begin_with_a_wrong_password_or_name(self):
        for changes in ({"password": "wrong"}, {"username": "nobody"}):
            with self.subTest(changes):
                self.assertEqual(log_in(self.client, **changes).status_code, 401)
        self.assertEqual(self.client.get("/api/session").status_code, 401)

    def test_refuses_an_incomplete_login(self):
        answer = log_in(self.client, password="")
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(list(answer.json()["errors"]), ["password"])

    def test_refuses_a_login_that_is_not_json(self):
        answer = self.client.post("/api/session", "username=grace", content_type="application/json")
        self.assertEqual(answer.status_code, 400)

    def test_ends(self):
        log_in(self.client)
        self.assertEqual(self.client.delete("/api/session").status_code, 204)
        self.assertEqual(self.client.get("/api/session").status_code, 401)

    def test_ending_none_is_no_error(self):
        self.assertEqual(self.client.delete("/api/session").status_code, 204)

    def test_gets_a_new_id_at_login(self):
        log_in(self.client)
        before = self.client.cookies["sessionid"].value
        self.client.delete("/api/session")
        log_in(self.client)
        self.assertNotEqual(self.client.cookies["sessionid"].value, before)

    def test_its_cookie_is_out_of_reach_of_scripts_and_other_sites(self):
        cookie = log_in(self.client).cookies["sessionid"]
        self.assertTrue(cookie["httponly"])
        self.assertEqual(cookie["samesite"], "Lax")


class CsrfTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        create_account(NAME, WORD)

    def setUp(self):
        self.browser = Client(enforce_csrf_checks=True)

    def test_login_without_the_token_is_refused(self):
        self.assertEqual(log_in(self.browser).status_code, 403)

    def test_login_with_the_token_works_and_changes_it(self):
        self.browser.get("/api/csrf")
        before = self.browser.cookies["csrftoken"].value
        self.assertEqual(log_in(self.browser).status_code, 200)
        self.assertNotEqual(self.browser.cookies["csrftoken"].value, before)

    def test_logout_without_the_token_is_refused(self):
        self.browser.get("/api/csrf")
        log_in(self.browser)
        self.assertEqual(self.browser.delete("/api/session").status_code, 403)
        self.assertEqual(self.browser.get("/api/session").status_code, 200)

    def test_a_page_of_the_forwarded_host_is_our_own_page(self):
        self.browser.get("/api/csrf")
        answer = self.browser.post(
            "/api/session",
            json.dumps({"username": NAME, "password": WORD}),
            content_type="application/json",
            headers={
                "x-csrftoken": self.browser.cookies["csrftoken"].value,
                "x-forwarded-host": "127.0.0.1:8080",
                "origin": "http://127.0.0.1:8080",
            },
        )
        self.assertEqual(answer.status_code, 200)

    def test_a_page_of_another_site_is_refused(self):
        self.browser.get("/api/csrf")
        answer = self.browser.post(
            "/api/session",
            json.dumps({"username": NAME, "password": WORD}),
            content_type="application/json",
            headers={
                "x-csrftoken": self.browser.cookies["csrftoken"].value,
                "origin": "http://elsewhere.example",
            },
        )
        self.assertEqual(answer.status_code, 403)
