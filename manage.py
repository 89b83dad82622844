#!/usr/bin/env python
"""Django's command line."""

import os
import sys

try:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
except ModuleNotFoundError as missing:
    sys.exit(f"There is no {missing.name} here. Remedy: .venv/bin/python manage.py")

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coprod.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"{problem}. Remedy: see “What is set” in docs/running.md")
