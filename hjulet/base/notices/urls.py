"""Addresses of one's own messages."""

from django.urls import path

from hjulet.base.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.notices, name="list"),
    path("lasta/", views.mark_all, name="mark_all"),
    path("<int:pk>/last/", views.mark, name="mark"),
    path("val/", views.choices, name="choices"),
]
