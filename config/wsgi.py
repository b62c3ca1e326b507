"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from hjulet.base.people.checks import refuse_demonstration_users  # noqa: E402 - the apps are loaded only now

refuse_demonstration_users()
