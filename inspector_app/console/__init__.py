"""The supervisors' console: a Flet web app that reaches the centre only over its HTTP API."""

from inspector_app.console.mount import console_app

__all__ = ["console_app"]
