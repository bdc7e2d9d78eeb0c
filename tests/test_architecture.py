"""What import-linter cannot see: keys written as strings, names that must agree, and habits of the whole tree."""

import ast
import inspect
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.db.migrations.loader import MigrationLoader
from django.template.loader import get_template
from django.urls import get_resolver

from accounts.checks import patterns

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACT = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
LAYERS = [name.strip() for line in reversed(CONTRACT) for name in line.split("|")]  # the lowest first
NOT_OURS = {".git", *(ROOT / ".gitignore").read_text().replace("/", "").split()}

READS_NO_SETTING = {
    "config/celery.py": "names the settings; and the file that a supervised worker touches, given by its supervisor",
    "config/wsgi.py": "names the settings",
    "config/up.py": "hands the environment on to what it starts",
    "reminders/management/commands/worker.py": "hands the environment on to what it starts",
}
IMPORTS_LATE = {
    "accounts/apps.py": "models are not there before the apps are ready",
    "planning/regions.py": "holidays of all countries take their time to load and most plans name no region",
    "planning/bottleneck.py": "numpy takes a third of a second to load and few requests ask for slack",
    "planning/forecast.py": "numpy takes a third of a second to load and few requests forecast",
    "planning/leaving_out.py": "the solver takes a second to load and most plans need none",
    "planning/master.py": "the solver takes a second to load and most plans need none",
}
NO_PAGE = {
    "api:api_home": "leads to api:api_docs",
    "api:api_schema": "JSON for a machine",
    "api:api_roadmaps": "JSON for a machine",
    "api:api_plan": "JSON for a machine",
    "health:healthz": "a word for a machine",
    "health:readyz": "JSON for a machine",
    "studio:pack_zip": "an archive to take away",
    "roadmap:service_worker": "a script for the browser",
    "practice:question_detail": "leads to its place in the session's page",
}


def files(*suffixes: str, below: Path = ROOT) -> Iterator[Path]:
    for folder, folders, names in os.walk(below):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        yield from (Path(folder, name) for name in names if name.endswith(suffixes) and name not in NOT_OURS)


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Our own Python, migrations and tests left out, as (path, tree)."""
    for layer in LAYERS:
        for path in files(".py", below=ROOT / layer):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def own_views() -> Iterator[tuple[str, str, object]]:
    """Yield (namespace, URL name, view) of every address of ours."""
    for namespace, (_, resolver) in get_resolver().namespace_dict.items():
        for _, pattern in patterns(resolver):
            view = inspect.unwrap(pattern.callback)
            if view.__module__.split(".")[0] in LAYERS:
                yield namespace, pattern.name, view


def test_a_foreign_key_points_down():
    for model in apps.get_models():
        own = model._meta.app_label
        for field in model._meta.get_fields():
            to = field.related_model._meta.app_label if field.is_relation and not field.auto_created else ""
            if own in LAYERS and to in LAYERS:
                assert LAYERS.index(to) <= LAYERS.index(own), f"{model.__name__}.{field.name} points up to {to}"


def test_an_address_is_called_as_its_view():
    names = list(own_views())
    assert len(names) > 10
    assert [(name, view.__name__) for _, name, view in names if name != view.__name__] == []


def test_a_page_is_called_as_its_view():
    for namespace, name, view in own_views():
        if "@require_POST" not in inspect.getsource(view) and f"{namespace}:{name}" not in NO_PAGE:
            get_template(f"{namespace}/{name}.html")


def test_the_planner_runs_without_django():
    script = """
import importlib, pkgutil, sys, planning
for module in pkgutil.walk_packages(planning.__path__, "planning."):
    importlib.import_module(module.name)
sys.exit(", ".join(sys.modules.keys() & {"django", "celery"}) or 0)
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_imports_stand_at_the_top():
    late = {
        path
        for path, tree in modules()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert late == IMPORTS_LATE.keys()


def test_only_the_settings_read_the_environment():
    readers = {
        path
        for path, tree in modules()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"})
        or (isinstance(node, ast.ImportFrom) and node.module == "environs")
    }
    assert readers == READS_NO_SETTING.keys() | {"config/settings.py"}


def test_no_file_names_a_registry_or_a_place_on_one_machine():
    places = re.compile(
        r"pypi\.org/simple|files\.pythonhosted|registry\.npmjs|--(extra-)?index-url|--find-links"
        r"|(?<![\w.~/:-])/(root|home|work|Users)/\w"
    )
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files(".py", ".md", ".toml", ".lock", ".yml", ".yaml", ".html", ".css", ".js", "Dockerfile", "run")
        if path != Path(__file__) and (match := places.search(path.read_text()))
    }
    assert found == set()


def test_a_migration_says_in_its_name_what_it_is_for():
    for (app, name), migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items():
        if app in LAYERS and not migration.initial:
            assert name[5:] != migration.suggest_name(), f"{app}.{name} has the name that Django would give it"
            assert not re.search(r"auto_\d|_and_more$", name), f"{app}.{name}"


def packages(lines: list[str]) -> dict[str, str]:
    """Name -> pinned version (or nothing), for lines like “django~=5.2.0” and “django==5.2.8 \\”."""
    found = (
        re.match(r"([A-Za-z0-9._-]+)(?:\[[\w,-]+\])?(?:==([^\s;\\]+))?", line) for line in lines if line[:1].isalnum()
    )
    return {re.sub(r"[-_.]+", "-", match[1]).lower(): match[2] or "" for match in found if match}


def test_the_lock_files_hold_what_the_project_asks_for():
    lock, dev_lock = (packages((ROOT / f"requirements{kind}.lock").read_text().splitlines()) for kind in ("", "-dev"))
    wanted = packages(PROJECT["project"]["dependencies"]).keys()
    assert wanted <= lock.keys()
    assert packages(PROJECT["project"]["optional-dependencies"]["dev"]).keys() <= dev_lock.keys()
    assert lock.items() <= dev_lock.items(), "what is tested is not what is run"


def test_every_icon_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons.svg").read_text()))
    names = import_module("tools.icons").ICONS.keys()
    used = {
        icon for path in files(".html") for icon in re.findall(r'icons(?:\.svg" %}| }})#([\w-]+)"', path.read_text())
    }
    assert len(used) > 5
    assert used <= drawn
    assert drawn == names, "run tools/icons.py"


def test_every_static_file_that_a_page_names_is_there():
    named = {name for path in files(".html") for name in re.findall(r'{% static "([^"]+)"', path.read_text())}
    assert len(named) > 5
    assert {name for name in named if not finders.find(name)} == set()


def test_pages_carry_no_inline_script_style_or_handler():
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    pages = [path for path in files(".html") if "emails" not in path.parts]
    assert {path.name for path in pages if inline.search(path.read_text())} == set()


@pytest.mark.parametrize(("suffix", "most"), [(".py", 400), (".html", 150)])
def test_a_file_can_be_read_in_one_sitting(suffix, most):
    ours = (path for path in files(suffix) if "migrations" not in path.parts)
    assert {path.name for path in ours if len(path.read_text().splitlines()) > most} == set()


def test_a_function_fits_on_a_page():
    long = {
        f"{path}: {node.name}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    }
    assert long == set()
