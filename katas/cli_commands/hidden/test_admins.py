"""create-admin: what it stores, what it asks, what it refuses."""

import pytest
from werkzeug.security import check_password_hash

LONG_ENOUGH = 12


@pytest.mark.concept("creates-admin")
def test_admin_is_created(client, create_admin, fresh, stored):
    """create-admin adds one administrator, in lower case, whom GET /users shows."""
    email = fresh.email()

    done = create_admin(email.title(), fresh.text(LONG_ENOUGH))

    assert done.exit_code == 0, "With an address and a password the command must end with 0."
    assert stored() == {email: "admin"}, "There must be one user, an administrator."
    shown = client.get("/users").json
    assert shown == [{"email": email, "role": "admin"}], "The web application must know him."


@pytest.mark.concept("hides-password")
def test_password_is_typed_unseen_and_twice(client, type_at_terminal, fresh, stored):  # noqa: ARG001 - the application creates the table
    """At a terminal the password is asked for twice, and nothing of it is shown."""
    email, password = fresh.email(), fresh.password()

    told = type_at_terminal([password, password], "create-admin", email)

    assert told["hidden"] == [True, True], "The terminal must hide both times what is typed."
    assert told["exit_code"] == 0, "The same password twice must be accepted."
    assert password not in told["seen"], "A password is never shown."
    assert stored() == {email: "admin"}, "There must be an administrator."


@pytest.mark.concept("hides-password")
def test_nothing_else_takes_a_password(client, run, fresh, stored):  # noqa: ARG001 - the application creates the table
    """A password given as argument, as option, or not repeated, is not taken, and not shown."""
    email, password = fresh.email(), fresh.password()

    for more in ([password], [f"--password={password}"]):
        done = run("create-admin", email, *more, input=f"{password}\n{password}\n")
        assert done.exit_code == 2, "A password on the command line must be a usage error."
    done = run("create-admin", email, input=f"{password}\n{password[::-1]}\n")
    assert done.exit_code != 0, "A password that is not repeated must not be taken."
    assert password not in done.stdout + done.stderr, "A password is never shown."
    assert stored() == {}, "Nothing may be stored."


@pytest.mark.concept("hashes-password")
def test_password_is_hashed(create_admin, database, fresh):
    """The row holds a hash by Werkzeug that fits the password, and the password nowhere."""
    password = fresh.password()
    create_admin(fresh.email(), password)

    (row,) = database.rows("SELECT * FROM users")

    assert password not in map(str, row.values()), "The password must not be in the row."
    hashed = row["password_hash"]
    assert isinstance(hashed, str), "password_hash must be a text."
    assert check_password_hash(hashed, password), "It must be the password's hash by Werkzeug."


@pytest.mark.concept("refuses-cleanly")
def test_taken_address_is_refused(create_admin, users, database, fresh):
    """A taken address, in whatever case, ends with 1 and a message, and its row stays as it is."""
    (email,) = users("member")
    before = database.rows("SELECT * FROM users")

    done = create_admin(email.title(), fresh.password())

    assert done.exit_code == 1, "A taken address must end with 1."
    assert email in done.stderr.lower(), "The message must name the address."
    assert "Traceback" not in done.stderr, "An error must show no traceback."
    assert database.rows("SELECT * FROM users") == before, "Nothing may be changed."


@pytest.mark.concept("refuses-cleanly")
def test_malformed_input_is_refused(create_admin, run, fresh, database):
    """A malformed address ends with 2, a password of 11 characters not with 0; both say why."""
    name, password = fresh.word(), fresh.password()

    wrong = [create_admin(address, password) for address in (name, f"{name}@{name}")]
    wrong.append(run("promote", f"{name}@b c.com"))
    for done in wrong:
        assert done.exit_code == 2, "A malformed address must end with 2."
    short = create_admin(fresh.email(), fresh.text(LONG_ENOUGH - 1))
    assert short.exit_code != 0, "A password that is too short must not end with 0."
    for done in (*wrong, short):
        assert (done.stdout + done.stderr).strip(), "There must be a message."
        assert "Traceback" not in done.stderr, "An error must show no traceback."
    assert not database.rows("SELECT * FROM users"), "Nothing may be stored."


@pytest.mark.concept("works-unattended")
def test_password_comes_from_the_environment(run, database, fresh):
    """With ADMIN_PASSWORD nothing is asked, 12 characters are needed, and nothing is shown."""
    email, password = fresh.email(), fresh.text(LONG_ENOUGH)

    done = run("create-admin", email, environ={"ADMIN_PASSWORD": password[1:]})
    assert done.exit_code != 0, "A password that is too short must not end with 0."
    assert not database.rows("SELECT * FROM users"), "Nothing may be stored."
    done = run("create-admin", email, environ={"ADMIN_PASSWORD": password})
    assert done.exit_code == 0, "With the variable it must end with 0, without any input."
    assert password not in done.stdout + done.stderr, "A password is never shown."
    (row,) = database.rows("SELECT * FROM users")
    assert row["email"] == email, "There must be one user."
    assert row["password_hash"] not in (None, password), "The password must be hashed."
