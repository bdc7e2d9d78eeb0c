"""A person's plans for other programs, signed in by the same session. Read only; errors are JSON and name the field."""

from dataclasses import replace
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError

import planning
from accounts.access import View, owner, signed_in
from accounts.http import Request
from roadmap import faults
from roadmap.models import Roadmap
from roadmap.told import ToldPlan, told_plan

PREFIX = "/api/"
api = NinjaAPI(
    title="Waymark",
    version="1",
    description="Your roadmaps and their plans. Sign in in the browser; the same cookie opens these addresses.",
    docs_url=None,
    openapi_url=None,
)


class RoadmapOut(Schema):
    """A roadmap, and what its plan was made from. Days are ISO 8601; the budget is in whole units of the currency (ISO 4217)."""

    id: int
    title: str
    weekly_hours: float
    starts_on: date
    target_on: date | None
    currency: str
    budget: int | None
    plan: str


class Fault(Schema):
    field: str
    message: str


class Refusal(Schema):
    """`errors` names each field that is at fault; empty where no single one is."""

    detail: str
    errors: list[Fault]


def refusal(detail: str, status: HTTPStatus, errors: list[dict[str, str]] | None = None) -> JsonResponse:
    return JsonResponse({"detail": detail, "errors": errors or []}, status=status)


@api.get("roadmaps/", response={200: list[RoadmapOut], 401: Refusal}, url_name="api_roadmaps", summary="Your roadmaps")
def roadmaps(request: Request) -> list[dict[str, object]]:
    """All your active roadmaps, the newest first, each with the address of its plan."""
    return [
        {
            "id": roadmap.pk,
            "title": roadmap.title,
            "weekly_hours": float(roadmap.weekly_hours),
            "starts_on": roadmap.starts_on,
            "target_on": roadmap.target_on,
            "currency": roadmap.currency,
            "budget": roadmap.budget,
            "plan": f"{PREFIX}roadmaps/{roadmap.pk}/plan",
        }
        for roadmap in Roadmap.objects.for_owner(request.user).active()
    ]


@api.get(
    "roadmaps/{int:roadmap_id}/plan",
    response={200: ToldPlan, 401: Refusal, 404: Refusal, 422: Refusal},
    url_name="api_plan",
    summary="One plan",
)
def plan(request: Request, roadmap_id: int, explain: bool = True) -> ToldPlan | dict[str, object]:
    """The dates of all chosen steps by their start, and why each; explain=false leaves the reasons out."""
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    told = told_plan(roadmap, request.user.local_date(timezone.now()))
    if not explain:
        return replace(told, steps=[replace(step, reason="") for step in told.steps])
    return told


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return refusal(_("There is nothing here, or nothing of yours."), HTTPStatus.NOT_FOUND)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [{"field": str(fault["loc"][-1]), "message": f"{fault['msg']}."} for fault in error.errors]
    said = " ".join(f"{fault['field']}: {fault['message']}" for fault in faults)
    return refusal(said, HTTPStatus.UNPROCESSABLE_ENTITY, faults)


@api.exception_handler(planning.PlanningError)
def unplannable(request: HttpRequest, error: planning.PlanningError) -> HttpResponse:
    said = faults.said(error)
    return refusal(said, HTTPStatus.UNPROCESSABLE_ENTITY, [{"field": error.field, "message": said}])


@require_safe
def api_home(request: Request) -> HttpResponse:
    return redirect("api:api_docs")


@require_safe
def api_docs(request: Request) -> HttpResponse:
    """The same facts as the schema, as a page: the usual viewers bring scripts that the content policy refuses."""
    return render(request, "api/api_docs.html", {"schema": schema(), "operations": operations()})


@require_safe
def api_schema(request: Request) -> HttpResponse:
    return JsonResponse(schema())


def schema() -> dict[str, Any]:
    return dict(api.get_openapi_schema(path_prefix=PREFIX))


def operations() -> list[dict[str, Any]]:
    """Method and path of each address, what it takes, and the name and fields of what it gives."""
    told, parts = [], schema()["components"]["schemas"]
    for path, methods in schema()["paths"].items():
        for method, operation in methods.items():
            content = operation["responses"][200]["content"]["application/json"]["schema"]
            name = str(content.get("$ref") or content["items"]["$ref"]).rpartition("/")[2]
            fields = [(key, type_of(field)) for key, field in parts[name]["properties"].items()]
            told.append(
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": operation["summary"],
                    "description": operation["description"],
                    "takes": [(one["name"], one["in"], type_of(one["schema"])) for one in operation["parameters"]],
                    "fields": fields,
                    "is_list": "items" in content,
                }
            )
    return told


def type_of(field: dict[str, Any]) -> str:
    """Name a field's type as people do: “date or nothing”, “list of ToldStep”."""
    if "anyOf" in field:
        return " or ".join(type_of(one) for one in field["anyOf"])
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if field.get("type") == "array":
        return f"list of {type_of(field['items'])}"
    return {"null": "nothing"}.get(field["type"], str(field.get("format", field["type"])))


def asks_in_json(view: View) -> View:
    """A program that is not signed in gets 401 as JSON, never the sign-in page."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return refusal(_("Sign in first: this address answers your session's cookie."), HTTPStatus.UNAUTHORIZED)
        return view(request, *args, **kwargs)

    return asked


POLICIES = {"api_roadmaps": signed_in, "api_plan": owner}


def endpoints() -> list[URLPattern]:
    """The addresses of the API with their policies; one without a policy stops the start (KeyError)."""
    patterns = [entry for entry in api.urls[0] if isinstance(entry, URLPattern) and entry.name != "api-root"]
    for pattern in patterns:
        pattern.callback = POLICIES[str(pattern.name)](asks_in_json(pattern.callback))
        pattern.callback.login_required = False  # type: ignore[attr-defined]  # asks_in_json stands in for the middleware
    return patterns
