"""What is greeted is logged; what is logged is shown."""

import logging.config
from pathlib import Path

from flask import Flask

HERE = Path(__file__).parent
LOG = HERE / "logs" / "greetings.log"
LOG.parent.mkdir(exist_ok=True)
FILE = {"formatter": "plain", "encoding": "utf-8"}
logging.config.dictConfig(
    {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"},
            "file": {"class": "logging.FileHandler", "filename": LOG, **FILE},
            "rotating": {
                "class": "logging.handlers.RotatingFileHandler",
                "filename": LOG.with_suffix(".short"),
                "maxBytes": 200,
                "backupCount": 2,
                **FILE,
            },
        },
        "root": {"level": "INFO", "handlers": ["console", "file", "rotating"]},
    }
)
logger = logging.getLogger("greetings")
logger.info("starting")


def logged(text):
    """Log *text* and return what the log says."""
    logger.info(text)
    return LOG.read_text(encoding="utf-8").splitlines()[-1].removeprefix("INFO greetings ")


def create_app(config=None):
    app = Flask(__name__)
    app.add_url_rule("/", "hello", lambda: logged("Hello, World!"))

    @app.get("/greet/<name>")
    def greet(name):
        return {"greeting": logged(f"Hello, {name}!")}

    return app
