"""One JSON object a line, in the form that Cloud Logging reads without any agent."""

import json
import logging
from datetime import datetime, timezone

from django.conf import settings


class JsonFormatter(logging.Formatter):
    """Severity, time, message, where it came from; for a failed request its method, path and status too."""

    def format(self, record):
        entry = {
            "severity": record.levelname,
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(),
            "message": record.getMessage(),
            "logger": record.name,
            "version": settings.RELEASE_VERSION,
            "revision": settings.REVISION,
        }
        request = getattr(record, "request", None)
        if hasattr(request, "method"):
            entry["method"] = request.method
            entry["path"] = request.path
        if hasattr(record, "status_code"):
            entry["status"] = record.status_code
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)
