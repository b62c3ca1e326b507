from django.urls import path

from hjulet.do.participation.views import roles as views

urlpatterns = [
    path("ombud/", views.roles, name="roles"),
    path("ombud/ny/", views.appoint, name="appoint"),
    path("ombud/<int:pk>/avsluta/", views.end_role, name="end_role"),
    path("ombud/mote/", views.write_meeting, name="write_role_meeting"),
    path("ombud/mote/<int:pk>/", views.role_meeting, name="role_meeting"),
    path("ideer/", views.ideas, name="ideas"),
    path("ideer/ny/", views.leave_idea, name="leave_idea"),
    path("ideer/<int:pk>/", views.idea, name="idea"),
    path("ideer/<int:pk>/atgard/", views.act, name="act_on_idea"),
]
