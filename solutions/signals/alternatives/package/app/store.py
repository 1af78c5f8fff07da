"""How users are stored."""

from users import User, db

from .events import user_created


def store(*emails):
    """Store users, all or none, and announce them."""
    users = [User(email=email) for email in emails]
    with db.session.begin():
        db.session.add_all(users)
    for user in users:
        user_created.announce(user=user)
    return users
