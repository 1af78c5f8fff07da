"""The same with subquery loading, an object for each tagging, and a count that the model has."""

from datetime import date

from flask import Flask, abort, jsonify, request
from flask.views import MethodView
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Column, Date, ForeignKey, Integer, String, func, select
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import column_property, relationship, subqueryload, undefer

db = SQLAlchemy()


class Tagging(db.Model):
    __tablename__ = "post_tags"

    post_id = Column(ForeignKey("posts.id"), primary_key=True)
    tag_id = Column(ForeignKey("tags.id"), primary_key=True)
    tag = relationship("Tag", back_populates="taggings")
    post = relationship("Post", back_populates="taggings")

    def __init__(self, tag):
        self.tag = tag


class Tag(db.Model):
    __tablename__ = "tags"

    id = Column(Integer, primary_key=True)
    name = Column(String, nullable=False, unique=True)
    taggings = relationship("Tagging", back_populates="tag", order_by="Tagging.post_id")


class Post(db.Model):
    __tablename__ = "posts"

    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id"), nullable=False, index=True)
    title = Column(String, nullable=False)
    written_on = Column(Date, nullable=False, default=date.today)
    taggings = relationship("Tagging", back_populates="post")
    tags = association_proxy("taggings", "tag")
    tag_names = association_proxy("tags", "name")

    def as_dict(self):
        return {
            "id": self.id,
            "title": self.title,
            "written_on": str(self.written_on),
            "author": {"id": self.author.id, "name": self.author.name},
            "tags": sorted(tag.name for tag in self.tags),
        }


class User(db.Model):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    name = Column(String, nullable=False)
    profile = relationship("Profile", uselist=False, backref="user")
    posts = relationship("Post", backref="author", lazy="raise")

    def as_dict(self):
        profile = {"bio": self.profile.bio} if self.profile else None
        return {"id": self.id, "name": self.name, "profile": profile}


User.post_count = column_property(
    select(func.count(Post.id)).where(Post.user_id == User.id).correlate(User).scalar_subquery(),
    deferred=True,
)


class Profile(db.Model):
    __tablename__ = "profiles"

    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id"), nullable=False, unique=True)
    bio = Column(String, nullable=False)


class Users(MethodView):
    """All users."""

    def get(self):
        query = select(User).options(subqueryload(User.profile), undefer(User.post_count))
        users = db.session.scalars(query.order_by(User.name))
        return jsonify([user.as_dict() | {"post_count": user.post_count} for user in users])


def posts(*conditions):
    """Return posts as a client sees them: those that meet the conditions, within the limits."""
    query = select(Post).where(*conditions).order_by(Post.id)
    if "limit" in request.args:
        query = query.limit(int(request.args["limit"]))
        query = query.offset(int(request.args.get("offset", 0)))
    everything = subqueryload(Post.taggings).subqueryload(Tagging.tag)
    found = db.session.scalars(query.options(subqueryload(Post.author), everything))
    return [post.as_dict() for post in found]


class UserPosts(MethodView):
    """The posts of a user."""

    def get(self, user_id):
        db.get_or_404(User, user_id)
        conditions = [Post.user_id == user_id]
        if tag := request.args.get("tag"):
            tagged = select(Tagging.post_id).join(Tag).where(Tag.name == tag)
            conditions.append(Post.id.in_(tagged))
        return jsonify(posts(*conditions))

    def post(self, user_id):
        user = db.get_or_404(User, user_id)
        post = Post(title=request.json["title"], author=user)
        with db.session.no_autoflush:
            for name in dict.fromkeys(request.json["tags"]):
                tag = db.session.scalar(select(Tag).filter_by(name=name))
                post.tags.append(tag or Tag(name=name))
        db.session.add(post)
        db.session.commit()
        return jsonify(post.as_dict()), 201


class Posts(MethodView):
    """All posts."""

    def get(self):
        return jsonify(posts())


class OneTag(MethodView):
    """A tag."""

    def get(self, name):
        taggings = subqueryload(Tag.taggings).subqueryload(Tagging.post)
        query = select(Tag).options(taggings.subqueryload(Post.author).joinedload(User.profile))
        tag = db.session.scalar(query.where(Tag.name == name)) or abort(404)
        shown = [
            {"id": t.post.id, "title": t.post.title, "author": t.post.author.as_dict()}
            for t in tag.taggings
        ]
        return jsonify(name=tag.name, posts=shown)


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()
    app.add_url_rule("/users", view_func=Users.as_view("users"))
    app.add_url_rule("/users/<int:user_id>/posts", view_func=UserPosts.as_view("user_posts"))
    app.add_url_rule("/posts", view_func=Posts.as_view("posts"))
    app.add_url_rule("/tags/<name>", view_func=OneTag.as_view("tag"))
    return app
