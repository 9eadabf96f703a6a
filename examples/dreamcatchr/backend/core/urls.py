from django.urls import path

from core import views

urlpatterns = [
    path("health", views.health, name="health"),
    path("version", views.version, name="version"),
    path("csrf", views.csrf, name="csrf"),
]
