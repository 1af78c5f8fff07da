"""Role-based access: the reference answer, with Flask-Login and a decorator."""

from functools import wraps

from flask import Blueprint, Flask, abort, current_app, request
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.security import check_password_hash

ROLES = ("reader", "editor", "auditor", "admin")

db = SQLAlchemy()
login_manager = LoginManager()
bp = Blueprint("newsroom", __name__)


class User(UserMixin, db.Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[str]
    nickname: Mapped[str]
    active: Mapped[bool]

    @property
    def is_active(self):
        return self.active

    def to_dict(self):
        return {"username": self.username, "role": self.role, "nickname": self.nickname}


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author: Mapped[str]

    def to_dict(self):
        return {"id": self.id, "title": self.title, "author": self.author}


@login_manager.user_loader
def load_user(user_id):
    return db.session.get(User, int(user_id))


def role_required(*roles):
    """Answer 401 to strangers, and 403 to accounts with any other role than these."""

    def decorate(view):
        @wraps(view)
        @login_required
        def guarded(*args, **kwargs):
            if current_user.role not in roles:
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return decorate


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    login_manager.init_app(app)
    app.register_blueprint(bp)
    with app.app_context():
        db.create_all()
    return app


@bp.post("/login")
def log_in():
    data = request.get_json()
    user = db.session.scalar(db.select(User).filter_by(username=data["username"]))
    if user is None or not check_password_hash(user.password_hash, data["password"]):
        abort(401)
    if not login_user(user):
        abort(401)
    return {"username": user.username, "role": user.role}


@bp.get("/me")
@login_required
def show_account():
    return current_user.to_dict()


@bp.patch("/me")
@login_required
def change_account():
    current_user.nickname = request.get_json()["nickname"]
    db.session.commit()
    return current_user.to_dict()


@bp.get("/articles/<int:article_id>")
@login_required
def show_article(article_id):
    return db.get_or_404(Article, article_id).to_dict()


@bp.post("/articles")
@role_required("editor", "admin")
def create_article():
    article = Article(title=request.get_json()["title"], author=current_user.username)
    db.session.add(article)
    db.session.commit()
    return article.to_dict(), 201


@bp.patch("/articles/<int:article_id>")
@login_required
def change_article(article_id):
    article = db.get_or_404(Article, article_id)
    if article.author != current_user.username and current_user.role != "admin":
        abort(403)
    article.title = request.get_json()["title"]
    db.session.commit()
    return article.to_dict()


@bp.get("/audit")
@role_required("auditor", "admin")
def show_audit():
    return {"note": current_app.config["AUDIT_NOTE"]}


@bp.put("/users/<username>/role")
@role_required("admin")
def assign_role(username):
    user = db.first_or_404(db.select(User).filter_by(username=username))
    role = request.get_json()["role"]
    if role not in ROLES:
        abort(400)
    user.role = role
    db.session.commit()
    return {"username": user.username, "role": user.role}
