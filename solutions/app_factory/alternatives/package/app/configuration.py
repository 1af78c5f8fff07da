"""What the application may be configured to be."""


class ConfigurationError(Exception):
    """The application must not start like this."""


class Base:
    """What production is; the others relax it."""

    DEBUG = TESTING = False

    def __init__(self, environ):
        """Read what the environment says."""
        self.SECRET_KEY = environ.get("SECRET_KEY")
        url = environ.get("DATABASE_URL") or None
        if url and url.startswith("postgres://"):
            url = "postgresql://" + url.removeprefix("postgres://")
        self.SQLALCHEMY_DATABASE_URI = url


class Development(Base):
    """For a laptop."""

    DEBUG = True

    def __init__(self, environ):
        """Be content without any variable."""
        super().__init__(environ)
        self.SECRET_KEY = self.SECRET_KEY or "development"
        self.SQLALCHEMY_DATABASE_URI = self.SQLALCHEMY_DATABASE_URI or "sqlite:///dev.db"


class Testing(Base):
    """For tests, which read no variable at all."""

    TESTING = True

    def __init__(self, _environ):
        """Keep everything in memory."""
        self.SECRET_KEY = "testing"
        self.SQLALCHEMY_DATABASE_URI = "sqlite:///:memory:"


KNOWN = {"development": Development, "testing": Testing, "production": Base}


def load(app, environ, config):
    """Configure *app*, or raise `ConfigurationError`."""
    name = environ.get("APP_CONFIG", "production")
    try:
        chosen = KNOWN[name]
    except KeyError:
        raise ConfigurationError(f"There is no configuration {name!r}: {sorted(KNOWN)}") from None
    app.config.from_object(chosen(environ))
    app.config.from_mapping(config, APP_CONFIG=name)
    if not app.config["SECRET_KEY"]:
        raise ConfigurationError("Set SECRET_KEY.")
    if not app.config["SQLALCHEMY_DATABASE_URI"]:
        raise ConfigurationError("Set DATABASE_URL.")
