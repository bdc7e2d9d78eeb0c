import os
import subprocess
import sys

import pytest
from django.conf import settings

SECRETS = {
    "SECRET_KEY": "long-and-random-" + "a1B2c3D4e5" * 5,
    "DATABASE_URL": "postgres://waymark:waymark@127.0.0.1:1/waymark",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "submission://waymark:waymark@127.0.0.1:1",
    "SITE_URL": "https://waymark.example.org",
}


def manage(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=ours | {"WAYMARK_NO_BOOTSTRAP": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def production(tmp_path) -> dict[str, str]:
    return SECRETS | {"WAYMARK_ENV": "production", "WAYMARK_VAR": str(tmp_path)}


@pytest.mark.parametrize("forgotten", SECRETS)
def test_production_does_not_start_without_a_secret_and_names_it(production, forgotten):
    del production[forgotten]

    answer = manage("check", **production)

    assert answer.returncode != 0
    sentence = answer.stderr.strip().splitlines()[-1]
    assert f"Waymark cannot start in production without {forgotten} (" in sentence
    assert not any(other in sentence for other in SECRETS.keys() - {forgotten})


def test_production_names_all_that_is_missing_at_once(tmp_path):
    answer = manage("check", WAYMARK_ENV="production", WAYMARK_VAR=str(tmp_path))

    assert all(name in answer.stderr.splitlines()[-1] for name in SECRETS)


def test_a_mistyped_environment_is_no_silent_local_one(tmp_path):
    answer = manage("check", WAYMARK_ENV="prod", WAYMARK_VAR=str(tmp_path))

    assert answer.returncode != 0
    assert "either “local” or “production”" in answer.stderr


def test_a_mail_address_of_an_unknown_kind_is_refused_with_a_sentence(production):
    answer = manage("check", **production | {"EMAIL_URL": "smtp+tls://waymark@127.0.0.1:587"})

    assert answer.returncode != 0
    assert "EMAIL_URL begins with submission://" in answer.stderr.splitlines()[-1]


def test_production_passes_the_deployment_check(production):
    answer = manage("check", "--deploy", "--fail-level", "WARNING", **production)

    assert answer.returncode == 0, answer.stderr


def test_production_has_no_local_mailbox_and_cookies_bound_to_the_host(production):
    answer = manage(
        "shell", "--no-imports", "-c",
        "from django.conf import settings as s; from django.urls import resolve, Resolver404\n"
        "print(s.LOCAL_MAILBOX, s.DEBUG, s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE)\n"
        "print(s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.EMAIL_USE_TLS)\n"
        "try: print(resolve('/mailbox/'))\n"
        "except Resolver404: print('no mailbox')",
        **production,
    )  # fmt: skip

    assert answer.stdout.splitlines() == [
        "False False __Host-session True",
        "__Host-csrf True True",
        "no mailbox",
    ], answer.stderr


def test_the_secret_of_a_local_machine_is_made_once_and_is_its_owners(tmp_path):
    for _ in range(2):
        assert manage("check", WAYMARK_VAR=str(tmp_path)).returncode == 0
        key = tmp_path / "secret_key"
        assert len(key.read_text()) > 50
        assert key.stat().st_mode & 0o777 == 0o600
