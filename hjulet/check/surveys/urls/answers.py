"""The open addresses, where one answers without signing in."""

from django.urls import path

from hjulet.check.surveys.views import answering

app_name = "answers"
urlpatterns = [
    path("<slug:token>/", answering.answer, name="answer"),
    path("<slug:token>/tack/", answering.thanks, name="thanks"),
    path("<slug:token>/bild/<int:file>/", answering.picture, name="picture"),
]
