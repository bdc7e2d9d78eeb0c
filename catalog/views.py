from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.http import Request
from catalog import pages
from catalog.comparing import compare
from catalog.models import Area, Item, Pathway, Resource, Role, RoleFact, Template
from catalog.search import find, tidy


def catalog(request: Request) -> HttpResponse:
    query = tidy(request.GET.get("q", ""))
    shown = find(query) if query else pages.read_catalog()
    page = "catalog/catalog.html#shelves" if request.htmx else "catalog/catalog.html"
    return render(request, page, shown)


def search(request: Request) -> HttpResponse:
    page = "catalog/search.html#found" if request.htmx else "catalog/search.html"
    return render(request, page, find(tidy(request.GET.get("q", ""))))


def item_detail(request: Request, key: str) -> HttpResponse:
    kinds = ("area", "parent", "pack", "skill", "course", "credential", "milestone")
    item = Item.objects.public().select_related(*kinds).filter(key=key).first()
    if item is None:
        return redirect(page_of_another_kind(key))
    return render(request, "catalog/item_detail.html", pages.read_item(item))


def page_of_another_kind(key: str) -> Area | Role | RoleFact | Resource:
    """Find the page that has the id `key` and is no item: an id is enough to find whatever the catalog has."""
    for kind in (Area, Role, RoleFact):
        page: Area | Role | RoleFact | None = kind._default_manager.filter(key=key).first()
        if page:
            return page
    platform = Resource.objects.filter(key=key, is_platform=True).first()
    if platform is None:
        raise Http404
    return platform


def area_detail(request: Request, key: str) -> HttpResponse:
    return render(request, "catalog/area_detail.html", pages.read_area(get_object_or_404(Area, key=key)))


def role_detail(request: Request, key: str) -> HttpResponse:
    return render(request, "catalog/role_detail.html", pages.read_role(get_object_or_404(Role, key=key)))


def compare_roles(request: Request) -> HttpResponse:
    roles = {role.key: role for role in Role.objects.current()}
    asked = [tidy(request.GET.get(end, "")) for end in ("from", "to")]
    unknown = next((key for key in asked if key and key not in roles), None)
    before, after = (roles.get(key) for key in asked)
    comparison = compare(before, after) if before and after and before != after else None
    ends = {"before": before, "after": after, "unknown": unknown}
    shown = ends | {"roles": roles.values(), "comparison": comparison}
    return render(request, "catalog/compare_roles.html", shown, status=404 if unknown else 200)


def pathway_detail(request: Request, key: str) -> HttpResponse:
    return render(request, "catalog/pathway_detail.html", pages.read_pathway(get_object_or_404(Pathway, key=key)))


def template_detail(request: Request, key: str) -> HttpResponse:
    template = get_object_or_404(Template.objects.of_packs().select_related("role", "pack"), key=key)
    return render(request, "catalog/template_detail.html", pages.read_template(template))


def platform_detail(request: Request, key: str) -> HttpResponse:
    platform = get_object_or_404(Resource, key=key, is_platform=True)
    return render(request, "catalog/platform_detail.html", pages.read_platform(platform))
