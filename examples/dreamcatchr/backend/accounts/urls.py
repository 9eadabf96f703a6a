from django.urls import path

from accounts import views

urlpatterns = [
    path("accounts", views.AccountsView.as_view(), name="accounts"),
    path("session", views.SessionView.as_view(), name="session"),
]
