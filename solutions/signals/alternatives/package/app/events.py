"""The signals of this application."""

from blinker import NamedSignal
from flask import current_app


class RobustSignal(NamedSignal):
    """A signal whose receivers may fail."""

    def announce(self, **data):
        """Tell every receiver for the current application, and log what they raise."""
        app = current_app._get_current_object()  # noqa: SLF001 - the documented way
        for receiver in self.receivers_for(app):
            try:
                receiver(app, **data)
            except Exception:
                app.extensions["sqlalchemy"].session.rollback()
                app.logger.exception("%r failed in %s", receiver, self.name)


user_created = RobustSignal("user created")
