"""Rate limiting with the limits library alone, as a package: the factory."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from .limiter import Limits
from .views import views


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(
        {"RATELIMIT_DEFAULT": "20 per hour; 100 per day", "LOGIN_LIMIT": "5 per minute"}
        | (config or {})
    )
    app.wsgi_app = ProxyFix(app.wsgi_app)
    app.extensions["limits"] = Limits(app.config)
    app.register_blueprint(views)
    return app
