"""One JSON line for each thing that happened, and nothing in it that people sent.

Our own lines name what they say. Of other people's code the words stand without what
was put into them, and of an error its kind and where it happened without its message:
a path, an address or a complaint of the database can hold a code, a token or a name.
"""

import logging
from traceback import extract_tb

import structlog
from structlog.contextvars import get_contextvars, merge_contextvars
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, Processor, WrappedLogger

KEPT = ("name", "id")  # of what Celery puts into its words: the task and the message


def without_what_was_sent(
    _logger: WrappedLogger, _level: str, line: EventDict
) -> EventDict:
    """Of other people's lines: words that are no longer words, and what may be kept."""
    record, given = line["_record"], line.pop("positional_args")
    if record.name.startswith("django.security"):  # its words quote what was sent
        line["event"] = "refused"
    elif not isinstance(record.msg, str):  # an error, or whatever else was at hand
        line["event"] = type(record.msg).__name__
    elif record.msg.startswith("Invalid request from ip="):  # gunicorn’s, put together
        line["event"] = "refused"
    if record.name.startswith("celery") and isinstance(given, dict):
        line.update({name: given[name] for name in KEPT if name in given})
    return line


def what_broke(_logger: WrappedLogger, _level: str, line: EventDict) -> EventDict:
    """An error by its kind and the way to it."""
    match line.pop("exc_info", None):
        case (type() as kind, BaseException(), trace):
            line["error"] = f"{kind.__module__}.{kind.__qualname__}"
            line["where"] = [
                f"{step.filename}:{step.lineno} {step.name}"
                for step in extract_tb(trace)
            ]
    return line


SHARED: list[Processor] = [
    merge_contextvars,  # the number of the request
    add_logger_name,
    add_log_level,
    TimeStamper(fmt="iso"),
]
structlog.configure(
    processors=[*SHARED, ProcessorFormatter.wrap_for_formatter],
    wrapper_class=structlog.stdlib.BoundLogger,
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def lines() -> logging.Formatter:
    return ProcessorFormatter(
        use_get_message=False,
        pass_foreign_args=True,
        foreign_pre_chain=[*SHARED, without_what_was_sent],
        processors=[
            what_broke,
            ProcessorFormatter.remove_processors_meta,
            JSONRenderer(),
        ],
    )


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": lines}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "celery": {"level": "WARNING"},  # it would tell of every wake-up
        "django.request": {"level": "ERROR"},  # the rest is in our own line
        "gunicorn.error": {"propagate": True},
    },
}


def number() -> str:
    """Of the request being answered: in its lines, on its error page, in a problem."""
    return str(get_contextvars().get("request", ""))
