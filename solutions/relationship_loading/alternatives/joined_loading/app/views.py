"""The views."""

from flask import Blueprint, request
from sqlalchemy import func, select

from .models import Post, Profile, Tag, User, db

blog = Blueprint("blog", __name__)


def person(user):
    """Return an author."""
    return {"id": user.id, "name": user.name}


def profile(user):
    """Return the profile as a field."""
    return {"profile": {"bio": user.profile.bio} if user.profile else None}


def entry(post):
    """Return a post."""
    return {
        "id": post.id,
        "title": post.title,
        "written_on": post.written_on.isoformat(),
        "author": person(post.author),
        "tags": [tag.name for tag in post.tags],
    }


@blog.get("/users")
def users():
    counts = (
        select(func.count(Post.id)).group_by(User.id).add_columns(User).outerjoin_from(User, Post)
    )
    rows = db.session.execute(counts.order_by(User.name))
    return [person(user) | profile(user) | {"post_count": count} for count, user in rows]


@blog.get("/users/<int:user_id>/posts")
def posts_of_user(user_id):
    posts = db.get_or_404(User, user_id).posts.select()
    if "tag" in request.args:
        posts = posts.where(Post.tags.any(Tag.name == request.args["tag"]))
    if "limit" in request.args:
        posts = posts.limit(request.args["limit"])
    return [entry(post) for post in db.session.scalars(posts).unique()]


@blog.post("/users/<int:user_id>/posts")
def write(user_id):
    author = db.get_or_404(User, user_id)
    with db.session.begin_nested():
        post = Post(title=request.json["title"], author=author)
        for name in sorted(set(request.json["tags"])):
            known = db.session.execute(select(Tag).filter_by(name=name)).scalar_one_or_none()
            post.tags.append(known or Tag(name=name))
        db.session.add(post)
    db.session.commit()
    return entry(post), 201


@blog.get("/posts")
def posts():
    query = select(Post).order_by(Post.id)
    if "limit" in request.args:
        query = query.limit(request.args["limit"]).offset(request.args.get("offset", 0))
    return [entry(post) for post in db.session.execute(query).unique().scalars()]


@blog.get("/tags/<name>")
def tag(name):
    found = db.one_or_404(select(Tag).filter_by(name=name))
    rows = db.session.execute(
        select(Post.id, Post.title, User.id, User.name, Profile.bio)
        .join(Post.author)
        .outerjoin(User.profile)
        .where(Post.tags.contains(found))
        .order_by(Post.id)
    )
    posts = [
        {
            "id": post_id,
            "title": title,
            "author": {
                "id": user_id,
                "name": user,
                "profile": None if bio is None else {"bio": bio},
            },
        }
        for post_id, title, user_id, user, bio in rows
    ]
    return {"name": found.name, "posts": posts}
