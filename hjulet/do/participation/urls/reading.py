from django.urls import path

from hjulet.do.participation.views import reading as views

urlpatterns = [
    path("lasning/", views.readings, name="readings"),
    path("lasning/utskickat/", views.sent, name="sent"),
    path("lasning/skicka/<int:pk>/", views.send, name="send"),
    path("lasning/fraga/<int:pk>/", views.answer, name="answer_question"),
    path("lasning/underlag/", views.evidence, name="evidence"),
    path("lasning/underlag/<slug:form>/", views.evidence_file, name="evidence_file"),
    path("lasning/<int:pk>/", views.reading, name="reading"),
    path("lasning/<int:pk>/last/", views.sign, name="sign"),
    path("lasning/<int:pk>/fraga/", views.ask, name="ask"),
    path("lasning/<int:pk>/vem/", views.follow, name="follow"),
]
