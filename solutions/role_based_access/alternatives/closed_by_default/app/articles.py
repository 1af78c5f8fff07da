"""Articles and the audit note."""

from flask import Blueprint, abort, current_app, g, request

from .access import Permission, may, needs
from .models import Article, db

bp = Blueprint("articles", __name__)


def shown(article):
    """Return what an account may see of an article."""
    author = article.author.username if article.author else None
    return {"id": article.id, "title": article.title, "author": author}


@bp.post("/articles")
@needs(Permission.WRITE)
def write():
    """Store a new article."""
    article = Article(title=request.json["title"], author=g.user)
    db.session.add(article)
    db.session.commit()
    return shown(article), 201


@bp.get("/articles/<int:number>")
@needs(Permission.ACCOUNT)
def read(number):
    """Show an article."""
    return shown(db.session.get(Article, number) or abort(404))


@bp.patch("/articles/<int:number>")
@needs(Permission.ACCOUNT)
def change(number):
    """Change an article of one's own, or any with the permission to."""
    article = db.session.get(Article, number) or abort(404)
    if not (article.author == g.user or may(Permission.CHANGE_ALL)):
        abort(403)
    article.title = request.json["title"]
    db.session.commit()
    return shown(article)


@bp.get("/audit")
@needs(Permission.AUDIT)
def audit():
    """Show the note."""
    return {"note": current_app.config["AUDIT_NOTE"]}
