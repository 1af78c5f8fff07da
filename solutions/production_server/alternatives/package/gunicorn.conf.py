"""Settings by the usual variables; a longer grace for slow reports."""

from os import environ

bind = "127.0.0.1:" + environ["PORT"]
workers = int(environ.get("WEB_CONCURRENCY", "2"))
graceful_timeout = 45
timeout = 45
max_requests = 1000
max_requests_jitter = 100
