"""Addresses of needs and actions."""

from django.urls import path

from hjulet.act.actions import views

app_name = "actions"

urlpatterns = [
    path("", views.actions, name="list"),
    path("ny/", views.create, name="create"),
    path("<int:pk>/", views.action, name="detail"),
    path("<int:pk>/andra/", views.edit, name="edit"),
    path("<int:pk>/flytta/", views.move, name="move"),
    path("<int:pk>/folj-upp/", views.book_review, name="book_review"),
    path("uppfoljning/<int:pk>/flytta/", views.move_review, name="move_review"),
    path("spridning/", views.spreads, name="spreads"),
    path("spridning/<int:pk>/", views.spread, name="spread"),
    path("behov/", views.needs, name="needs"),
    path("behov/nytt/", views.raise_, name="raise"),
    path("behov/<int:pk>/", views.need, name="need"),
]
