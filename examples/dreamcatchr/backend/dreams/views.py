from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from core.errors import error, field_errors
from core.requests import UnreadableBody, login_needed, read_texts, text_problem
from dreams.forms import DreamForm
from dreams.models import Dream
from dreams.representation import for_everybody, for_owner

PAGE_SIZE = 20
PUBLIC_LIMIT = 20
LARGEST_ID = 2**63 - 1


@method_decorator(login_needed, name="dispatch")
class DreamsView(View):
    """The dreams of whoever is logged in."""

    def get(self, request):
        search = request.GET.get("search", "")
        if problem := text_problem(search):
            return field_errors({"search": [problem]})
        number = page_number(request.GET.get("page", "1"))
        if number is None:
            return field_errors({"page": ["This must be a whole number from 1."]})
        pages = Paginator(Dream.objects.of(request.user).matching(search), PAGE_SIZE)
        # A page beyond the last one is the last one: dreams may have gone since the list was counted.
        page = pages.get_page(number)
        return JsonResponse({
            "results": [for_owner(dream) for dream in page],
            "page": page.number,
            "pages": pages.num_pages,
            "total": pages.count,
        })

    def post(self, request):
        try:
            form = DreamForm(read_texts(request, "title", "body", "mood"))
        except UnreadableBody as problem:
            return field_errors(problem.errors)
        if not form.is_valid():
            return field_errors(form.errors)
        created = Dream.objects.create(owner=request.user, **form.cleaned_data)
        return JsonResponse(for_owner(created), status=201)


@require_safe
@login_needed
def dream(request, dream_id):
    return JsonResponse(for_owner(own_dream(request, dream_id)))


@require_POST
@login_needed
def share(request, dream_id):
    token = own_dream(request, dream_id).share()
    return JsonResponse({"url": reverse("shared", args=[token])})


@require_safe
def shared(request, token):
    """A shared dream for whoever has its address, logged in or not."""
    if text_problem(token):
        return error(404, "There is no such dream.")
    found = get_object_or_404(Dream.objects.shared().select_related("owner__profile"), share_token=token)
    return JsonResponse(for_everybody(found))


@require_safe
def public_dreams(request):
    """The latest shared dreams, no login needed."""
    latest = Dream.objects.shared().select_related("owner__profile").order_by("-shared_at", "-id")[:PUBLIC_LIMIT]
    return JsonResponse({"results": [for_everybody(each) for each in latest]})


def own_dream(request, dream_id):
    """One of the user's own dreams; somebody else's is as absent as one that never was."""
    return get_object_or_404(Dream.objects.of(request.user), pk=min(dream_id, LARGEST_ID))


def page_number(text):
    """The page asked for, or None when it is not a whole number from 1."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 and int(text) > 0 else None
