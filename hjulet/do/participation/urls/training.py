from django.urls import path

from hjulet.do.participation.views import importing
from hjulet.do.participation.views import training as views

urlpatterns = [
    path("utbildning/", views.courses, name="courses"),
    path("utbildning/ny/", views.create_course, name="create_course"),
    path("utbildning/laget/", views.training, name="training"),
    path("utbildning/las-in/", importing.upload, name="completions_import"),
    path("utbildning/las-in/granska/", importing.preview, name="completions_preview"),
    path("utbildning/las-in/avbryt/", importing.cancel, name="completions_cancel"),
    path("utbildning/forsok/<int:pk>/", views.attempt, name="attempt"),
    path("utbildning/intyg/<int:pk>/", views.diploma, name="diploma"),
    path("utbildning/krav/<int:pk>/avsluta/", views.end_requirement, name="end_requirement"),
    path("utbildning/tillfalle/<int:pk>/plats/", views.book, name="book"),
    path("utbildning/tillfalle/<int:pk>/narvaro/", views.who_came, name="who_came"),
    path("utbildning/<int:pk>/", views.course, name="course"),
    path("utbildning/<int:pk>/andra/", views.edit_course, name="edit_course"),
    path("utbildning/<int:pk>/avsluta/", views.end_course, name="end_course"),
    path("utbildning/<int:pk>/fraga/", views.question, name="create_question"),
    path("utbildning/<int:pk>/fraga/<int:question>/", views.question, name="question"),
    path("utbildning/<int:pk>/fraga/<int:question>/ta-bort/", views.remove_question, name="remove_question"),
    path("utbildning/<int:pk>/prov/", views.test, name="test"),
    path("utbildning/<int:pk>/krav/", views.require_course, name="require_course"),
    path("utbildning/<int:pk>/tillfalle/", views.create_session, name="create_session"),
    path("utbildning/<int:pk>/intyga/", views.confirm, name="confirm"),
]
