from django.urls import path

from hjulet.do.participation.views import delegations as views

urlpatterns = [
    path("delegeringar/", views.delegations, name="delegations"),
    path("delegeringar/ny/", views.delegate, name="delegate"),
    path("delegeringar/register/", views.register, name="delegation_register"),
    path("delegeringar/uppgift/", views.task, name="create_task"),
    path("delegeringar/uppgift/<int:pk>/", views.task, name="task"),
    path("delegeringar/delegerare/", views.name_delegator, name="name_delegator"),
    path("delegeringar/delegerare/<int:pk>/avsluta/", views.end_delegator, name="end_delegator"),
    path("delegeringar/<int:pk>/", views.delegation, name="delegation"),
    path("delegeringar/<int:pk>/bekrafta/", views.accept, name="accept"),
    path("delegeringar/<int:pk>/aterkalla/", views.withdraw, name="withdraw"),
    path("villkor/", views.terms, name="terms"),
]
