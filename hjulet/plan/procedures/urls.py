"""Addresses of routines and processes."""

from django.urls import path

from hjulet.plan.procedures.views import (
    files,
    importing,
    maps,
    processes,
    public,
    reviewing,
    routines,
    writing,
)

app_name = "procedures"

VERSION = "rutiner/<int:pk>/<int:number>/"
OPEN = "rutiner/oppna/<slug:municipality>/"

urlpatterns = [
    path("rutiner/", routines.routines, name="routines"),
    path("rutiner/ny/", routines.create, name="create"),
    path("rutiner/att-ga-igenom/", routines.due, name="due"),
    path("rutiner/lamna-over/", routines.hand_over, name="hand_over"),
    path("rutiner/las-in/", importing.upload, name="import"),
    path("rutiner/las-in/granska/", importing.preview, name="import_preview"),
    path("rutiner/las-in/avbryt/", importing.cancel, name="import_cancel"),
    path("rutiner/las-in/lista/", importing.template, name="import_template"),
    path("rutiner/fran-atgard/<int:pk>/", routines.from_action, name="from_action"),
    path("rutiner/nr/<int:number>/", routines.by_number, name="by_number"),
    path("rutiner/kommentar/<int:pk>/los/", writing.resolve, name="resolve"),
    path("rutiner/text/<int:pk>/ta-hand-om/", writing.settle, name="settle"),
    path("rutiner/text/<int:pk>/aterstall/", writing.restore, name="restore"),
    path(OPEN, public.library, name="open_library"),
    path(f"{OPEN}<int:number>/", public.one, name="open"),
    path(f"{OPEN}<int:number>/pdf/", public.pdf, name="open_pdf"),
    path(f"{OPEN}<int:number>/fil/", public.file, name="open_file"),
    path(f"{OPEN}<int:number>/bild/<int:picture>/", public.picture, name="open_picture"),
    path("rutiner/<int:pk>/", routines.routine, name="routine"),
    path("rutiner/<int:pk>/uppgifter/", routines.edit, name="edit"),
    path("rutiner/<int:pk>/nasta/", routines.next_version, name="next"),
    path("rutiner/<int:pk>/arkivera/", routines.archive, name="archive"),
    path("rutiner/<int:pk>/gatt-igenom/", routines.go_through, name="go_through"),
    path("rutiner/<int:pk>/bild/<int:number>/", files.picture, name="picture"),
    path(VERSION, routines.version, name="version"),
    path(f"{VERSION}skriv/", writing.write, name="write"),
    path(f"{VERSION}autospara/", writing.autosave, name="autosave"),
    path(f"{VERSION}texter/", writing.copies, name="copies"),
    path(f"{VERSION}skillnad/", writing.differences, name="differences"),
    path(f"{VERSION}kommentera/", writing.comment, name="comment"),
    path(f"{VERSION}granska/", reviewing.send, name="send"),
    path(f"{VERSION}tillbaka/", reviewing.send_back, name="send_back"),
    path(f"{VERSION}faststall/", reviewing.approve, name="approve"),
    path(f"{VERSION}lagg-undan/", reviewing.set_aside, name="set_aside"),
    path(f"{VERSION}fil/", files.file, name="file"),
    path(f"{VERSION}ny-fil/", files.put_file, name="put_file"),
    path(f"{VERSION}ta-bort-fil/", files.take_file, name="take_file"),
    path(f"{VERSION}ny-bild/", files.put_picture, name="put_picture"),
    path(f"{VERSION}pdf/", files.pdf, name="pdf"),
    path("processer/", processes.processes, name="processes"),
    path("processer/ny/", processes.create, name="create_process"),
    path("processer/<int:pk>/", processes.process, name="process"),
    path("processer/<int:pk>/karta.<slug:form>", maps.file, name="map"),
    path("processer/<int:pk>/andra/", processes.edit, name="edit_process"),
    path("processer/<int:pk>/aktiviteter/", processes.activities, name="activities"),
    path("processer/<int:pk>/faststall/", processes.establish, name="establish"),
    path("processer/<int:pk>/avsluta/", processes.end, name="end_process"),
]
