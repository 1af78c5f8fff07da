"""Threads in each worker, a format of our own, and the client's address taken from the proxy."""

import os

bind = [f"127.0.0.1:{os.environ['PORT']}"]
worker_class = "gthread"
workers = os.environ.get("WEB_CONCURRENCY") or 2 * (os.cpu_count() or 1) + 1
threads = 4
timeout = 60
graceful_timeout = 15
keepalive = 5
accesslog = "-"
access_log_format = '%(t)s %({x-forwarded-for}i)s "%(r)s" %(s)s %(M)sms'
errorlog = "-"
forwarded_allow_ips = "127.0.0.1"
preload_app = True
