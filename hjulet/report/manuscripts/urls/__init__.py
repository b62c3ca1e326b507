"""Addresses of reports that are written together."""

from hjulet.report.manuscripts.urls import approving, papers, writing

app_name = "manuscripts"
urlpatterns = [*writing.urlpatterns, *approving.urlpatterns, *papers.urlpatterns]
