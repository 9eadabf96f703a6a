import json

from django.test import Client, SimpleTestCase, TestCase, override_settings
from django.urls import include, path


def break_down(request):
    raise RuntimeError("a fault of ours")


urlpatterns = [path("api/broken", break_down), path("", include("config.urls"))]
handler500 = "core.errors.server_error"


class ErrorTest(TestCase):
    def test_an_unknown_path_is_a_json_404(self):
        answer = self.client.get("/api/nowhere")
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(answer.json(), {"error": "There is nothing here."})

    def test_an_unknown_host_is_refused(self):
        with self.assertLogs("django.security.DisallowedHost", "ERROR"):
            answer = self.client.get("/api/public/dreams", headers={"host": "elsewhere.example"})
        self.assertEqual(answer.status_code, 400)
        self.assertIn("error", answer.json())

    def test_a_forwarded_host_is_checked_like_any_other(self):
        with self.assertLogs("django.security.DisallowedHost", "ERROR"):
            answer = self.client.get("/api/public/dreams", headers={"x-forwarded-host": "elsewhere.example"})
        self.assertEqual(answer.status_code, 400)

    def test_an_oversized_body_is_refused(self):
        body = json.dumps({"username": "ada", "password": "x" * 100_000})
        with self.assertLogs("django.security.RequestDataTooBig", "ERROR"):
            answer = self.client.post("/api/session", body, content_type="application/json")
        self.assertEqual(answer.status_code, 400)


@override_settings(ROOT_URLCONF=__name__)
class FaultTest(SimpleTestCase):
    def test_a_fault_is_a_json_500_and_one_logged_error(self):
        with self.assertLogs("django.request", "ERROR") as logs:
            answer = Client(raise_request_exception=False).get("/api/broken")
        self.assertEqual(answer.status_code, 500)
        self.assertEqual(answer.json(), {"error": "Something went wrong on our side."})
        self.assertEqual(len(logs.records), 1)
