"""Addresses of people. The pages for signing in stand in sign_in_urls.py."""

from django.conf import settings
from django.urls import path

from hjulet.base.people import views

app_name = "people"

urlpatterns = [
    path("", views.me, name="me"),
    path("franvaro/", views.absence, name="absence"),
    path("franvaro/<int:pk>/ta-bort/", views.cancel_absence, name="cancel_absence"),
    path("personer/", views.people, name="list"),
    path("personer/las-in/", views.import_people, name="import"),
    path("personer/<int:pk>/", views.person, name="detail"),
    path("personer/<int:pk>/avsluta-inloggningar/", views.end_sessions, name="end_sessions"),
    path("behorigheter/", views.access_table, name="access_table"),
]

if settings.DEMO:
    urlpatterns.append(path("demonstration/", views.demo_sign_in, name="demo_sign_in"))
