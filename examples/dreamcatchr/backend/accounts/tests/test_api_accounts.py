import json
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.test import Client, TestCase

from accounts.models import Profile

GOOD = {"username": "ada.lovelace", "password": "engine-number-9"}


def sign_up(client, **changes):
    return client.post("/api/accounts", json.dumps({**GOOD, **changes}), content_type="application/json")


class SignUpTest(TestCase):
    def test_creates_a_user_with_a_public_name(self):
        answer = sign_up(self.client)
        self.assertEqual(answer.status_code, 201)
        self.assertEqual(answer.json(), {"username": "ada.lovelace"})
        self.assertEqual(Profile.objects.get(user__username="ada.lovelace").display_name, "Ada Lovelace")

    def test_stores_the_password_as_argon2id(self):
        sign_up(self.client)
        user = get_user_model().objects.get()
        self.assertTrue(user.password.startswith("argon2$argon2id$"))
        self.assertTrue(user.check_password(GOOD["password"]))

    def test_does_not_log_in(self):
        sign_up(self.client)
        self.assertEqual(self.client.get("/api/session").status_code, 401)

    def test_refuses_a_name_that_is_taken(self):
        sign_up(self.client)
        answer = sign_up(self.client)
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(answer.json(), {"errors": {"username": ["This name is taken."]}})

    def test_refuses_a_name_that_differs_only_in_letter_case(self):
        sign_up(self.client)
        self.assertEqual(sign_up(self.client, username="ADA.Lovelace").status_code, 409)

    def test_refuses_a_name_that_another_request_took_meanwhile(self):
        sign_up(self.client)
        with patch("accounts.services.taken", return_value=False):
            self.assertEqual(sign_up(self.client).status_code, 409)
        self.assertEqual(get_user_model().objects.count(), 1)

    def test_refuses_weak_passwords_and_says_why(self):
        for weak in ("short1", "password", "8273645190", "ada.lovelace"):
            with self.subTest(weak):
                answer = sign_up(self.client, password=weak)
                self.assertEqual(answer.status_code, 400)
                self.assertTrue(answer.json()["errors"]["password"])

    def test_refuses_missing_wrong_and_unstorable_fields(self):
        for changes, field in [
            ({"username": ""}, "username"),
            ({"username": "two words"}, "username"),
            ({"username": "x" * 151}, "username"),
            ({"username": 7}, "username"),
            ({"username": None}, "username"),
            ({"username": "nu\x00l"}, "username"),
            ({"username": "\ud800"}, "username"),
            ({"password": ["a", "b"]}, "password"),
            ({"password": ""}, "password"),
        ]:
            with self.subTest(changes):
                answer = sign_up(self.client, **changes)
                self.assertEqual(answer.status_code, 400)
                self.assertEqual(list(answer.json()["errors"]), [field])
        self.assertFalse(get_user_model().objects.exists())

    def test_refuses_what_is_not_a_json_object(self):
        for body in ("", "{", "[]", "3", "null", b"\xff\xfe", "[" * 30_000):
            with self.subTest(body[:10]):
                answer = self.client.post("/api/accounts", body, content_type="application/json")
                self.assertEqual(answer.status_code, 400)
                self.assertEqual(list(answer.json()["errors"]), ["body"])

    def test_needs_the_csrf_token(self):
        answer = sign_up(Client(enforce_csrf_checks=True))
        self.assertEqual(answer.status_code, 403)
        self.assertIn("CSRF", answer.json()["error"])

    def test_offers_no_list_of_users(self):
        self.assertEqual(self.client.get("/api/accounts").status_code, 405)
