"""Figures for whoever keeps the site running, in the words of Prometheus.

Nothing here names a person or a thing of theirs: routes, tasks, parts and numbers only.
"""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Histogram, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from coprod import health
from projects import outbox

REQUESTS = Histogram(
    "coprod_request_seconds",
    "Requests by method, route and status, and how long they took.",
    ["method", "route", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=None,
)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Not public: without the token there is no such address."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(given, settings.METRICS_TOKEN):
        raise Http404
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    """What this process knows of all web processes beside it, and what it asks."""
    registry = CollectorRegistry()
    try:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    except ValueError:  # no folder to share, so this process is the only one
        registry.register(REQUESTS)
    registry.register(Asked())
    return registry


class Asked(Collector):
    """What is looked up at the moment of asking."""

    def collect(self) -> Iterator[Metric]:
        parts = health.up()
        up = GaugeMetricFamily("coprod_up", "Whether a part answers.", labels=["part"])
        for name, is_up in parts.items():
            up.add_metric([name], is_up)
        yield up
        if parts["database"]:
            yield from _jobs()


def _jobs() -> Iterator[Metric]:
    jobs = GaugeMetricFamily(
        "coprod_jobs", "Promised work that is not done.", labels=["task", "state"]
    )
    for task, state, number in outbox.undone():
        jobs.add_metric([task, state], number)
    yield jobs
    yield GaugeMetricFamily(
        "coprod_job_oldest_seconds",
        "How long the oldest work that is due has been waiting.",
        value=outbox.longest_wait().total_seconds(),
    )
