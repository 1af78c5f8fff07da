"""Commands: the reference answer; one group, which reports errors as Click does."""

import csv
import json
import os
import re

import click
from flask import Flask
from flask.cli import AppGroup
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.security import generate_password_hash

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ROLES = ("member", "admin")
SHORTEST = 12

db = SQLAlchemy()
users = AppGroup("users", help="Manage who may do what.")


class User(db.Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    password_hash: Mapped[str | None]

    def to_dict(self):
        return {"email": self.email, "role": self.role}


class Email(click.ParamType):
    name = "email"

    def convert(self, value, param, ctx):
        if not ADDRESS.fullmatch(value):
            self.fail(f"{value!r} is not an e-mail address.", param, ctx)
        return value.lower()


def everybody():
    return db.session.scalars(select(User).order_by(User.email))


def chosen_password():
    """Return the password of the environment, or ask for one."""
    password = os.environ.get("ADMIN_PASSWORD")
    if password is None:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < SHORTEST:
        raise click.ClickException(f"The password must have {SHORTEST} characters or more.")
    return password


@users.command()
@click.argument("email", type=Email())
def create_admin(email):
    """Add an administrator; the password is asked for."""
    password_hash = generate_password_hash(chosen_password())
    db.session.add(User(email=email, role="admin", password_hash=password_hash))
    try:
        db.session.commit()
    except IntegrityError:
        raise click.ClickException(f"There is a user {email} already.") from None
    click.echo(f"{email} is an administrator.")


def give_role(email, role):
    user = db.session.scalar(select(User).filter_by(email=email))
    if user is None:
        raise click.ClickException(f"There is no user {email}.")
    user.role = role
    db.session.commit()


@users.command()
@click.argument("email", type=Email())
def promote(email):
    """Make a user an administrator."""
    give_role(email, "admin")


@users.command()
@click.argument("email", type=Email())
def demote(email):
    """Make an administrator a member."""
    give_role(email, "member")


@users.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write a JSON array.")
def list_users(as_json):
    """Show all users and their roles."""
    if as_json:
        click.echo(json.dumps([user.to_dict() for user in everybody()]))
    else:
        for user in everybody():
            click.echo(f"{user.role:8}{user.email}")


def read_users(file):
    """Yield address and role of each line of a CSV file."""
    lines = csv.reader(file)
    for fields in lines:
        match fields:
            case ["email", "role"] if lines.line_num == 1:
                pass
            case [email, role] if lines.line_num > 1 and ADDRESS.fullmatch(email) and role in ROLES:
                yield email.lower(), role
            case _:
                raise click.ClickException(f"line {lines.line_num} is bad: {','.join(fields)}")


@users.command("import")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
def import_users(file, dry_run):
    """Add the users of a CSV file ("-": standard input)."""
    known = {user.email for user in everybody()}
    added = skipped = 0
    for email, role in read_users(file):
        if email in known:
            skipped += 1
        else:
            known.add(email)
            db.session.add(User(email=email, role=role))
            added += 1
    if not dry_run:
        db.session.commit()
    click.echo(f"{added} added, {skipped} skipped")


def create_app(config=None):
    """Return the application; the values in *config* override the defaults."""
    app = Flask(__name__)
    app.config.update(config or {})
    db.init_app(app)
    app.cli.add_command(users)
    with app.app_context():
        db.create_all()

    @app.get("/users")
    def show_users():
        return [user.to_dict() for user in everybody()]

    return app
