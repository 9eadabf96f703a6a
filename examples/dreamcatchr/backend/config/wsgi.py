"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Only what serves requests has these limits; a migration may take its time. The server closes idle sessions because
# revisions of earlier releases keep running without traffic and must not use up the connections of the serving one.
os.environ.setdefault("DATABASE_SESSION_OPTIONS", "-c idle_session_timeout=120s -c statement_timeout=30s")

application = get_wsgi_application()
