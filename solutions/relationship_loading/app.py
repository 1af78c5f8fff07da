"""Relationship loading: the reference answer; each query says what it will need."""

from datetime import date

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, ForeignKey, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload

db = SQLAlchemy()

post_tags = db.Table(
    "post_tags",
    Column("post_id", ForeignKey("posts.id"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id"), primary_key=True),
)


class User(db.Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    profile: Mapped["Profile | None"] = relationship()


class Profile(db.Model):
    __tablename__ = "profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    bio: Mapped[str]


class Post(db.Model):
    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str]
    written_on: Mapped[date] = mapped_column(default=date.today)
    author: Mapped[User] = relationship()
    tags: Mapped[list["Tag"]] = relationship(secondary=post_tags, back_populates="posts")


class Tag(db.Model):
    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    posts: Mapped[list[Post]] = relationship(
        secondary=post_tags, back_populates="tags", order_by=Post.id
    )


POSTS = select(Post).options(joinedload(Post.author), selectinload(Post.tags)).order_by(Post.id)


def shown_author(user):
    return {"id": user.id, "name": user.name}


def shown_user(user):
    return shown_author(user) | {"profile": user.profile and {"bio": user.profile.bio}}


def shown_post(post):
    return {
        "id": post.id,
        "title": post.title,
        "written_on": post.written_on.isoformat(),
        "author": shown_author(post.author),
        "tags": sorted(tag.name for tag in post.tags),
    }


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()

    @app.get("/users")
    def list_users():
        count = select(func.count()).where(Post.user_id == User.id).scalar_subquery()
        query = select(User, count).options(joinedload(User.profile)).order_by(User.name)
        rows = db.session.execute(query)
        return [shown_user(user) | {"post_count": count} for user, count in rows]

    @app.get("/users/<int:user_id>/posts")
    def list_posts_of_user(user_id):
        db.get_or_404(User, user_id)
        query = POSTS.where(Post.user_id == user_id).limit(request.args.get("limit", type=int))
        if "tag" in request.args:
            query = query.where(Post.tags.any(name=request.args["tag"]))
        return [shown_post(post) for post in db.session.scalars(query)]

    @app.post("/users/<int:user_id>/posts")
    def create_post(user_id):
        author = db.get_or_404(User, user_id)
        data = request.get_json()
        names = set(data["tags"])
        tags = db.session.scalars(select(Tag).where(Tag.name.in_(names))).all()
        new = [Tag(name=name) for name in names - {tag.name for tag in tags}]
        post = Post(title=data["title"], author=author, tags=[*tags, *new])
        db.session.add(post)
        db.session.commit()
        return shown_post(post), 201

    @app.get("/posts")
    def list_posts():
        limit, offset = (request.args.get(name, type=int) for name in ("limit", "offset"))
        return [shown_post(p) for p in db.session.scalars(POSTS.limit(limit).offset(offset))]

    @app.get("/tags/<name>")
    def read_tag(name):
        authors = selectinload(Tag.posts).joinedload(Post.author).joinedload(User.profile)
        tag = db.first_or_404(select(Tag).filter_by(name=name).options(authors))
        posts = [
            {"id": post.id, "title": post.title, "author": shown_user(post.author)}
            for post in tag.posts
        ]
        return {"name": tag.name, "posts": posts}

    return app
