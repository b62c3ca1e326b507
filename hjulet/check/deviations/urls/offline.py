"""Reports written without a net."""

from django.urls import URLPattern, path

from hjulet.check.deviations.views import offline

urlpatterns: list[URLPattern] = [
    path("rapportera/utan-nat/", offline.offline_form, name="offline_form"),
    path("rapportera/utan-nat/lov/", offline.offline_ticket, name="offline_ticket"),
    path("rapportera/utan-nat/skicka/", offline.offline_send, name="offline_send"),
    path("d/<str:token>/lov/", offline.door_ticket, name="door_ticket"),
    path("rapportera/att-komplettera/", offline.stranded_list, name="stranded_list"),
    path("rapportera/att-komplettera/<int:pk>/", offline.stranded, name="stranded"),
]
