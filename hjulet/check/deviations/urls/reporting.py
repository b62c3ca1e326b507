"""Reporting, signed in and by the unit's QR code, and the answer."""

from django.urls import URLPattern, path

from hjulet.check.deviations.views import doors, reporting

urlpatterns: list[URLPattern] = [
    path("rapportera/", reporting.report, name="report"),
    path("rapportera/for-annan/", reporting.on_behalf, name="on_behalf"),
    path("rapportera/utkast/", reporting.draft, name="draft"),
    path("rapportera/<int:pk>/mottagen/", reporting.received, name="received"),
    path("mina/", reporting.mine, name="mine"),
    path("mina/<int:pk>/", reporting.own, name="own"),
    path("d/<str:token>/", doors.door, name="door"),
    path("d/<str:token>/mottagen/", doors.door_received, name="door_received"),
    path("svar/", doors.answer, name="answer"),
    path("svar/skriv/", doors.answer_write, name="answer_write"),
    path("svar/stang/", doors.answer_close, name="answer_close"),
    path("qr/", doors.doors, name="doors"),
    path("qr/<slug:slug>/affisch/", doors.poster, name="poster"),
    path("qr/<slug:slug>/oppna/", doors.turn_door, name="turn_door"),
    path("qr/<slug:slug>/byt/", doors.renew, name="renew_door"),
    path("qr/<slug:slug>/jour/", doors.on_call, name="on_call"),
]
