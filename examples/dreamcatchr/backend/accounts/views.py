from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse, JsonResponse
from django.views import View

from accounts.forms import AccountForm, LoginForm
from accounts.services import NameTaken, create_account
from core.errors import error, field_errors
from core.requests import UnreadableBody, read_texts


class AccountsView(View):
    def post(self, request):
        try:
            form = AccountForm(read_texts(request, "username", "password"))
        except UnreadableBody as problem:
            return field_errors(problem.errors)
        if not form.is_valid():
            return field_errors(form.errors)
        try:
            user = create_account(**form.cleaned_data)
        except NameTaken:
            return field_errors({"username": ["This name is taken."]}, status=409)
        return JsonResponse({"username": user.get_username()}, status=201)


class SessionView(View):
    """The login of this browser: look at it, begin it, end it."""

    def get(self, request):
        if not request.user.is_authenticated:
            return error(401, "Nobody is logged in.")
        return JsonResponse({"username": request.user.get_username()})

    def post(self, request):
        try:
            form = LoginForm(read_texts(request, "username", "password"))
        except UnreadableBody as problem:
            return field_errors(problem.errors)
        if not form.is_valid():
            return field_errors(form.errors)
        user = authenticate(request, **form.cleaned_data)
        if user is None:
            return error(401, "User name or password is wrong.")
        login(request, user)
        return JsonResponse({"username": user.get_username()})

    def delete(self, request):
        logout(request)
        return HttpResponse(status=204)
