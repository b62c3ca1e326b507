"""Checking, reviewing, approving, and the approved editions."""

from django.urls import path

from hjulet.report.manuscripts.views import approving

urlpatterns = [
    path("<int:pk>/kontroll/", approving.check, name="check"),
    path("<int:pk>/skicka/", approving.send, name="send"),
    path("<int:pk>/skicka-tillbaka/", approving.send_back, name="send_back"),
    path("<int:pk>/faststall/", approving.approve, name="approve"),
    path("<int:pk>/andrat/", approving.reread, name="reread"),
    path("<int:pk>/skillnader/", approving.differences, name="differences"),
    path("faststallda/", approving.approved, name="approved"),
    path("utgava/<int:pk>/", approving.edition, name="edition"),
    path("utgava/<int:pk>/fil/<slug:form>/", approving.edition_file, name="edition_file"),
    path("utgava/<int:pk>/ny/", approving.new_edition, name="new_edition"),
    path("utgava/<int:pk>/sekretess/", approving.secrecy, name="secrecy"),
    path("utgava/<int:pk>/publicera/", approving.publish, name="publish"),
    path("utgava/<int:pk>/ta-ner/", approving.take_down, name="take_down"),
]
