"""The open addresses, where one answers without signing in."""

from django.urls import path

from hjulet.check.surveys.views import answering

app_name = "answers"
urlpatterns = [
    path("<str:token>/", answering.answer, name="answer"),
    path("<str:token>/tack/", answering.thanks, name="thanks"),
    path("<str:token>/bild/<int:file>/", answering.picture, name="picture"),
]
