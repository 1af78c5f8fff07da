"""Teardown: resources in with blocks, without a single teardown function."""

from backend import Pool, PoolEmptyError, RefusedError
from flask import Flask

from . import running
from .commands import add
from .views import blueprint


def create_app(config=None):
    """Return the application; config holds POOL_SIZE and FOLDER."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.extensions["pool"] = Pool(app.config["POOL_SIZE"], app.config["FOLDER"])
    running.init_app(app)
    app.register_blueprint(blueprint)
    app.cli.add_command(add)

    @app.errorhandler(RefusedError)
    def refuse(error):
        return {"error": str(error)}, 422

    @app.errorhandler(PoolEmptyError)
    def wait(error):
        return {"error": str(error)}, 503

    return app
