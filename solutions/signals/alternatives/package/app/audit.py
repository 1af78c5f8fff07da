"""The audit: who came, and who logged in."""

from flask_login import user_logged_in

from .events import user_created

KEY = "audit"


def init_app(app):
    """Keep an audit for *app*."""
    entries = app.extensions[KEY] = []
    app.add_url_rule("/audit", view_func=lambda: list(entries), endpoint=KEY)


@user_created.connect
def note_creation(sender, user, **_extra):
    note(sender, "created", user)


@user_logged_in.connect
def note_login(sender, user, **_extra):
    note(sender, "login", user)


def note(sender, event, user):
    """Write into the sender's audit, if it has one."""
    if KEY in sender.extensions:
        sender.extensions[KEY].append({"event": event, "email": user.email})
