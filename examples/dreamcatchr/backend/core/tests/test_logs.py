import json
import logging
import sys

from django.test import RequestFactory, SimpleTestCase, override_settings

from core.logs import JsonFormatter


def entry(**extra):
    record = logging.LogRecord("dreams", logging.ERROR, __file__, 1, "lost %d dreams", (3,), None)
    record.__dict__.update(extra)
    return JsonFormatter().format(record)


class JsonFormatterTest(SimpleTestCase):
    @override_settings(RELEASE_VERSION="2.0.0", REVISION="backend-00002-abc")
    def test_writes_one_line_that_cloud_logging_understands(self):
        line = entry()
        self.assertNotIn("\n", line)
        fields = json.loads(line)
        self.assertEqual(fields["severity"], "ERROR")
        self.assertEqual(fields["message"], "lost 3 dreams")
        self.assertEqual(fields["logger"], "dreams")
        self.assertEqual((fields["version"], fields["revision"]), ("2.0.0", "backend-00002-abc"))

    def test_tells_the_failed_request(self):
        fields = json.loads(entry(request=RequestFactory().post("/api/dreams"), status_code=500))
        self.assertEqual((fields["method"], fields["path"], fields["status"]), ("POST", "/api/dreams", 500))

    def test_keeps_a_stack_trace_on_the_same_line(self):
        try:
            raise ValueError("upside down")
        except ValueError:
            line = entry(exc_info=sys.exc_info())
        self.assertNotIn("\n", line)
        self.assertIn("ValueError: upside down", json.loads(line)["exception"])
