import inspect

import structlog
from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from health_check.base import HealthCheck
from health_check.checks import Cache, Database
from health_check.contrib.redis import Redis as RedisAnswers
from health_check.exceptions import HealthCheckException
from redis.asyncio import Redis

from reminders.health.checks import BrokerFolder, DeliveriesGoOut, MigrationsApplied

log = structlog.get_logger(__name__)


def checks() -> dict[str, HealthCheck]:
    return {
        "database": Database(),
        "migrations": MigrationsApplied(),
        "cache": Cache(),
        "broker": RedisAnswers(client_factory=broker_client) if settings.REDIS_URL else BrokerFolder(),
        "deliveries": DeliveriesGoOut(),
    }


def broker_client() -> "Redis":
    return Redis.from_url(settings.REDIS_URL, socket_timeout=3, socket_connect_timeout=3)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives; that is all it says, so that a database that is away restarts nothing."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    results = {name: result_of(check) for name, check in checks().items()}
    status = 200 if all(result == "ok" for result in results.values()) else 503
    return JsonResponse({"status": "ok" if status == 200 else "not ready", **results}, status=status)


def result_of(check: HealthCheck) -> str:
    """Run in this thread: the package's own view would open further database connections, one a check."""
    try:
        if inspect.iscoroutinefunction(check.run):
            async_to_sync(check.run)()
        else:
            check.run()
    except HealthCheckException as error:
        return str(error.message)
    except Exception as error:  # whatever it is, the page has to name the check that failed
        log.warning("a readiness check failed", check=repr(check), error=str(error))
        return "failed"
    return "ok"
