"""The product's own settings with what tests need instead: quick hashes, no manifest, mail in memory."""

import os
import tempfile

os.environ.setdefault("HJULET_DATA", tempfile.mkdtemp(prefix="hjulet-test-"))
os.environ.setdefault("HJULET_SECRET_KEY", "only-for-tests")
os.environ.setdefault("HJULET_SEALING_KEYS", "b25seS1mb3ItdGVzdHMtMzItYnl0ZXMtbG9uZy4uLi4=")
os.environ.setdefault("HJULET_BLIND_KEY", "only-for-tests")
os.environ.setdefault("HJULET_DEMO", "1")

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True
INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]  # noqa: F405 - two migrations beside each other fail here
