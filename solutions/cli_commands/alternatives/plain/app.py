"""Commands: plain Click commands with a context of their own, the rows written by SQL."""

import csv
import json
import os

import click
from flask import Flask
from flask.cli import with_appcontext
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.security import generate_password_hash

db = SQLAlchemy()


class User(db.Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    password_hash: Mapped[str | None]


def cleaned(value):
    local, at, domain = value.rpartition("@")
    if not at or not local or "@" in local or "." not in domain or value.split() != [value]:
        raise ValueError(value)
    return value.lower()


def long_enough(password):
    if len(password) < 12:
        raise click.UsageError("12 characters are needed")
    return password


def insert(email, role, password_hash=None):
    statement = text(
        "INSERT INTO users (email, role, password_hash) VALUES (:email, :role, :password_hash)"
        " ON CONFLICT (email) DO NOTHING"
    )
    values = {"email": email, "role": role, "password_hash": password_hash}
    return db.session.execute(statement, values).rowcount


@click.group()
def users():
    """Work with the users."""


@users.command("create-admin")
@click.argument("email", type=cleaned)
@with_appcontext
def create_admin(email):
    """Create the first administrator."""
    password = os.environ.get("ADMIN_PASSWORD")
    if password is None:
        password = click.prompt(
            "Password",
            hide_input=True,
            confirmation_prompt="Once more",
            value_proc=long_enough,
            err=True,
        )
    added = insert(email, "admin", generate_password_hash(long_enough(password)))
    if not added:
        raise click.ClickException(f"{email.upper()} exists")
    db.session.commit()


@users.command()
@click.argument("email", type=cleaned)
@click.pass_context
def promote(context, email):
    """Give the role admin."""
    context.invoke(assign, email=email, role="admin")


@users.command()
@click.argument("email", type=cleaned)
@click.pass_context
def demote(context, email):
    """Take the role admin."""
    context.invoke(assign, email=email, role="member")


@click.command()
@with_appcontext
def assign(email, role):
    statement = text("UPDATE users SET role = :role WHERE email = :email")
    if not db.session.execute(statement, {"role": role, "email": email}).rowcount:
        raise click.ClickException(f"nobody is {email}")
    db.session.commit()


@users.command("list")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_users(as_json):
    """List the users."""
    rows = db.session.execute(text("SELECT email, role FROM users ORDER BY email")).mappings()
    if as_json:
        click.echo(json.dumps([dict(row) for row in rows]))
    else:
        click.echo("\n".join(f"- {row['email']} ({row['role']})" for row in rows))


@users.command("import")
@click.argument("file", type=click.File())
@click.option("--dry-run", is_flag=True)
@with_appcontext
def import_users(file, dry_run):
    """Import users."""
    counts = [0, 0]
    reader = csv.DictReader(file, restval="")
    if reader.fieldnames != ["email", "role"]:
        raise click.ClickException("line 1: wrong names")
    for row in reader:
        try:
            email = cleaned(row["email"])
        except ValueError:
            email = None
        if email is None or None in row or row["role"] not in {"member", "admin"}:
            raise click.ClickException(f"line {reader.line_num}: {row}")
        counts[not insert(email, row["role"])] += 1
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
    click.echo("{} added, {} skipped".format(*counts))


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    db.init_app(app)
    with app.app_context():
        db.create_all()
    app.cli.add_command(users)

    @app.get("/users")
    def show_users():
        found = User.query.order_by(User.email)
        return [{"email": user.email, "role": user.role} for user in found]

    return app
