"""Addresses of cooperation, its partners, its meetings and its documents."""

from django.urls import path

from hjulet.base.ui.sheets import SheetKind
from hjulet.plan.cooperation.views import cooperations, files, importing, lists, meetings, partners

app_name = "cooperation"

urlpatterns = [
    path("", lists.cooperations, name="list"),
    path("bevaka/", lists.watch, name="watch"),
    path("ny/", cooperations.create, name="create"),
    path("las-in/", importing.read, name="import"),
    path("fil.xlsx", lists.export, {"kind": SheetKind.XLSX}, name="xlsx"),
    path("fil.csv", lists.export, {"kind": SheetKind.CSV}, name="csv"),
    path("parter/", partners.partners, name="partners"),
    path("parter/<int:pk>/", partners.partner, name="partner"),
    path("parter/<int:pk>/andra/", partners.edit, name="edit_partner"),
    path("<int:pk>/", cooperations.cooperation, name="detail"),
    path("<int:pk>/andra/", cooperations.edit, name="edit"),
    path("<int:pk>/fornya/", cooperations.renew, name="renew"),
    path("<int:pk>/borja/", cooperations.begin, name="begin"),
    path("<int:pk>/avsluta/", cooperations.end, name="end"),
    path("<int:pk>/mote/", meetings.note, name="note"),
    path("<int:pk>/mote/<int:meeting>/", meetings.edit, name="edit_meeting"),
    path("<int:pk>/mote/<int:meeting>/besluta/", meetings.decide, name="decide"),
    path("<int:pk>/dokument/", files.add, name="attach"),
    path("<int:pk>/dokument/<int:number>/", files.file, name="file"),
    path("<int:pk>/dokument/<int:number>/ta-bort/", files.remove, name="detach"),
]
