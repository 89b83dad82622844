"""Time passes, and promised work gets done, inside a test."""

from datetime import timedelta

from django.db.models.functions import Now

from coprod.celery import app
from coprod.rewind import rewind
from projects.models import Job


def days_pass(days: float) -> None:
    """Move every moment of our tables back by so many days."""
    rewind(timedelta(days=days))


def work_off() -> int:
    """Run what is due through its Celery tasks, in this process, until none is left."""
    app.loader.import_default_modules()
    done = 0
    while job := Job.objects.filter(done_at=None, wake_at__lte=Now()).first():
        app.tasks[job.task].apply(args=[str(job.pk)], throw=True)
        done += 1
        assert done < 10_000, f"{job} comes back again and again"
    return done
