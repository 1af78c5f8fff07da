import getpass
import io
import os
import sys
from pathlib import Path

import click
from flask import Blueprint, json

from .models import User, db, find

accounts = Blueprint("accounts", __name__, cli_group="users")
accounts.cli.help = "Who may do what."


def is_address(text):
    name, _, domain = text.partition("@")
    return bool(name) and "." in domain and "@" not in domain and not set(text) & set(" \t\n")


def check_address(_context, _parameter, value):
    if not is_address(value):
        raise click.BadParameter(f"no address: {value}")
    return value.lower()


def fail(text):
    click.echo(f"Error: {text}", err=True)
    sys.exit(1)


address = click.argument("email", callback=check_address)


@accounts.cli.command("create-admin", short_help="A new administrator.")
@address
def create_admin(email):
    if find(email):
        fail(f"{email} is taken")
    if "ADMIN_PASSWORD" in os.environ:
        password = again = os.environ["ADMIN_PASSWORD"]
    else:
        try:
            password, again = getpass.getpass("New password: "), getpass.getpass("Again: ")
        except EOFError:
            fail("no password")
    if password != again or len(password) < 12:
        fail("the password must be typed twice and have 12 characters")
    user = User(email=email, role="admin")
    user.set_password(password)
    db.session.add(user)
    db.session.commit()


def setter(name, role):
    @accounts.cli.command(name, help=f"The role {role} for a user.")
    @address
    def set_role(email):
        user = find(email)
        if user is None:
            fail(f"{email}: no such user")
        user.role = role
        db.session.commit()
        click.echo(f"{email}: {role}")


setter("promote", "admin")
setter("demote", "member")


@accounts.cli.command("list", help="All users.")
@click.option("--json/--table", "as_json", default=False)
def list_users(as_json):
    rows = db.session.execute(db.select(User.email, User.role).order_by(User.email)).all()
    if as_json:
        click.echo(json.dumps([row._asdict() for row in rows], indent=2))
        return
    click.echo(f"{'address':40} role")
    for email, role in rows:
        click.echo(f"{email:40} {role}")


@accounts.cli.command("import", help="Users of a CSV file.")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--dry-run", is_flag=True)
def import_users(path, dry_run):
    text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    people, skipped = {}, 0
    for number, line in enumerate(io.StringIO(text), 1):
        fields = line.rstrip("\n").split(",")
        if number == 1:
            if fields != ["email", "role"]:
                fail("line 1 must be email,role")
            continue
        if len(fields) != 2 or not is_address(fields[0]) or fields[1] not in {"admin", "member"}:
            fail(f"Line {number}: {line!r}")
        email = fields[0].lower()
        if email in people or find(email):
            skipped += 1
        else:
            people[email] = fields[1]
    if people and not dry_run:
        db.session.execute(
            db.insert(User), [{"email": email, "role": role} for email, role in people.items()]
        )
        db.session.commit()
    click.echo(f"{len(people)} added, {skipped} skipped")
