"""The committee's papers."""

from django.urls import path

from hjulet.report.manuscripts.views import papers

urlpatterns = [
    path("handlingar/", papers.made, name="papers_list"),
    path("handlingar/<int:pk>/", papers.copy, name="papers_copy"),
    path("<int:pk>/handlingar/", papers.papers, name="papers"),
    path("<int:pk>/handlingar/utkast/", papers.draft, name="papers_draft"),
    path("<int:pk>/handlingar/ta-fram/", papers.make, name="make_papers"),
]
