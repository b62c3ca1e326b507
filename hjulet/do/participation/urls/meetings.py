from django.urls import path

from hjulet.do.participation.views import meetings as views

urlpatterns = [
    path("apt/", views.meetings, name="meetings"),
    path("apt/gor/", views.make, name="make_meeting"),
    path("apt/<int:pk>/", views.meeting, name="meeting"),
    path("apt/<int:pk>/pdf/", views.meeting_pdf, name="meeting_pdf"),
    path("apt/<int:pk>/skriv/", views.write, name="write_meeting"),
    path("apt/<int:pk>/uppdatera/", views.refresh, name="refresh_meeting"),
    path("apt/<int:pk>/hallet/", views.hold, name="hold_meeting"),
    path("apt/<int:pk>/beslut/", views.decide, name="decide_meeting"),
    path("plan/<slug:slug>/", views.wall, name="wall"),
    path("plan/<slug:slug>/<slug:paper>/", views.wall_pdf, name="wall_pdf"),
]
