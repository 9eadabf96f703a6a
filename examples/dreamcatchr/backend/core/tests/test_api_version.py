from django.test import SimpleTestCase, override_settings


class VersionTest(SimpleTestCase):
    @override_settings(RELEASE_VERSION="1.4.2", COMMIT_SHA="0f3c", REVISION="backend-00007-kiv")
    def test_names_release_commit_and_revision(self):
        answer = self.client.get("/api/version")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(
            answer.json(), {"version": "1.4.2", "commit": "0f3c", "revision": "backend-00007-kiv"}
        )

    def test_may_not_be_cached(self):
        self.assertIn("no-store", self.client.get("/api/version")["Cache-Control"])


class CsrfTest(SimpleTestCase):
    def test_hands_out_the_cookie(self):
        answer = self.client.get("/api/csrf")
        self.assertEqual(answer.status_code, 204)
        self.assertEqual(answer.content, b"")
        self.assertTrue(answer.cookies["csrftoken"].value)

    def test_the_cookie_can_be_read_by_the_page(self):
        self.assertFalse(self.client.get("/api/csrf").cookies["csrftoken"]["httponly"])
