"""Greetings are computed under limits."""

import os
import resource
import subprocess
import sys

from flask import Flask

MIB = 2**20


def limit_child():
    """Allow a child little memory, time and no core files."""
    resource.setrlimit(resource.RLIMIT_AS, (512 * MIB, 512 * MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def computed(name):
    program = [sys.executable, "-S", "-c", "import sys; print(f'Hello, {sys.argv[1]}!')", name]
    done = subprocess.run(program, preexec_fn=limit_child, capture_output=True, text=True)
    return done.stdout.strip()


def create_app(config=None):
    app = Flask(__name__)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(200, most), most))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 120))
    resource.setrlimit(resource.RLIMIT_FSIZE, (50 * MIB, 50 * MIB))

    @app.get("/")
    def hello():
        return computed("World")

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": computed(name)}

    return app
