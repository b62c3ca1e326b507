"""Addresses of effects."""

from django.urls import path

from hjulet.analyse.effects import views

app_name = "effects"

urlpatterns = [
    path("", views.effects, name="list"),
    path("atgard/<int:pk>/", views.expect, name="expect"),
    path("forvantan/<int:pk>/byt/", views.switch, name="switch"),
    path("forvantan/<int:pk>/avgor/", views.lead, name="lead"),
    path("forvantan/<int:pk>/ta-bort/", views.drop, name="drop"),
    path("uppfoljning/<int:pk>/", views.review, name="review"),
]
