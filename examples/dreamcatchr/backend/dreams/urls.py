from django.urls import path

from dreams import views

urlpatterns = [
    path("dreams", views.DreamsView.as_view(), name="dreams"),
    path("dreams/<int:dream_id>", views.dream, name="dream"),
    path("dreams/<int:dream_id>/share", views.share, name="share"),
    path("shared/<str:token>", views.shared, name="shared"),
    path("public/dreams", views.public_dreams, name="public-dreams"),
]
