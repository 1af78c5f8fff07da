"""The users and how they log in. This is given; leave it as it is."""

from flask_login import LoginManager, UserMixin
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()
login_manager = LoginManager()


class User(UserMixin, db.Model):
    __tablename__ = "users"

    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(200), unique=True, nullable=False)

    def as_dict(self):
        return {"id": self.id, "email": self.email}


@login_manager.user_loader
def load_user(user_id):
    return db.session.get(User, int(user_id))
