"""Help, roles, the list, the import."""

import json
import re

import pytest

COMMANDS = ("create-admin", "promote", "demote", "list", "import")
HEAD = "email,role\n"


@pytest.mark.concept("explains-itself")
def test_help_lists_the_commands(cli):
    """The help lists users beside run, shell and routes; that of users lists the commands."""
    for arguments, names in (([], ("users", "run", "shell", "routes")), (["users"], COMMANDS)):
        done = cli(*arguments, "--help")
        assert done.exit_code == 0, "The help must end with 0."
        for name in names:
            line = re.search(rf"^\W*{name}\b.*$", done.stdout, re.MULTILINE)
            assert line, f"{name} must be listed."
            said = re.search(rf"{name}\W+\w+", line[0])
            assert said, f"The line of {name} must say what it does."


@pytest.mark.concept("changes-roles")
def test_roles_are_given_and_taken(client, run, users, stored):
    """The commands promote and demote set the role of that user, run once or again."""
    there = users("member", "member", "admin")
    first, second, third = there

    for command, address, role in (
        ("promote", first.upper(), "admin"),
        ("promote", first, "admin"),
        ("demote", third.title(), "member"),
        ("demote", second, "member"),
    ):
        assert run(command, address).exit_code == 0, f"{command} must end with 0, repeated or not."
        there[address.lower()] = role
        assert stored() == there, "This role must be changed, and no other."
    shown = {user["email"]: user["role"] for user in client.get("/users").json}
    assert shown == {first: "admin", second: "member", third: "member"}, "It must be seen."


@pytest.mark.concept("changes-roles")
def test_nobody_has_no_role(run, users, stored, fresh):
    """For an unknown user promote and demote end with 1 and name the address on standard error."""
    there, nobody = users("member"), fresh.email()

    for command in ("promote", "demote"):
        done = run(command, nobody)
        assert done.exit_code == 1, "An unknown user must end with 1."
        assert nobody in done.stderr, "The message must name the address."
        assert "Traceback" not in done.stderr, "An error must show no traceback."
        assert done.stdout == "", "An error is on standard error only."
    assert stored() == there, "Nothing may be changed."


@pytest.mark.concept("lists-users")
def test_list_is_for_people_and_programs(run, users):
    """The list has one line for each user, by address; with --json it is one JSON array."""
    done = run("list", "--json")
    assert json.loads(done.stdout) == [], "Without users the array must be empty."
    in_order = sorted(users("member", "admin", "member", "admin").items())

    done = run("list")
    assert done.exit_code == 0, "The list must end with 0."
    lines = [line for line in done.stdout.splitlines() if "@" in line]
    assert len(lines) == len(in_order), "There must be one line for each user."
    for line, (email, role) in zip(lines, in_order, strict=True):
        assert email in line, "The lines must be sorted by address."
        assert role in line.replace(email, ""), "The line must hold the role."
    done = run("list", "--json")
    assert done.exit_code == 0, "The list must end with 0."
    expected = [{"email": email, "role": role} for email, role in in_order]
    assert json.loads(done.stdout) == expected, "Standard output must be the array."


@pytest.mark.concept("imports-users")
def test_users_are_imported_once(run, users, files, fresh, stored):
    """A file or standard input is imported; who is there already, or twice in it, is skipped."""
    there = users("member")
    (old,) = there
    ann, bob, cat = fresh.email(), fresh.email(), fresh.email()
    text = f"{HEAD}{ann},member\n{old.upper()},admin\n{bob.title()},admin\n{ann.upper()},admin\n"
    files.write("people.csv", text)

    done = run("import", "people.csv")
    assert done.exit_code == 0, "A good file must end with 0."
    assert "2 added, 2 skipped" in done.stdout, "It must say how many were added and skipped."
    there |= {ann: "member", bob: "admin"}
    assert stored() == there, "The new ones must be there, and the others as they were."
    more = f"{HEAD}{cat},admin"
    for given, said in ((text, "0 added, 4 skipped"), (more, "1 added, 0 skipped")):
        done = run("import", "-", input=given)
        assert done.exit_code == 0, "Standard input must do as well, once more or not."
        assert said in done.stdout, "It must say how many were added and skipped."
    assert stored() == there | {cat: "admin"}, "Only the one new user must be added."
    assert run("import", "missing.csv").exit_code == 2, "A missing file is a usage error."


def bad_files(fresh):
    """Return files with something bad in them, and the number of the first bad line."""
    a, b, c = (fresh.email() for _ in range(3))
    name = fresh.word()
    return [
        (f"{HEAD}{a},member\n{b},admin\n{name},member\n{c},member\n", 4),
        (f"{HEAD}{a},member\n{b},boss\n{name},member\n", 3),
        (f"{HEAD}{a},member,{name}\n{b},admin\n", 2),
        (f"{a},member\n{b},admin\n", 1),
    ]


@pytest.mark.concept("imports-all-or-nothing")
def test_bad_line_stops_everything(run, users, fresh, stored):
    """One bad line ends with 1, is named by its number, and no user is added."""
    there = users("member")

    for text, number in bad_files(fresh):
        done = run("import", "-", input=text)
        assert done.exit_code == 1, "A bad line must end with 1."
        said = re.search(r"line (\d+)", done.stderr, re.IGNORECASE)
        assert said, "The message must name the line."
        assert int(said[1]) == number, "It must be the number of the first bad line."
        assert "Traceback" not in done.stderr, "An error must show no traceback."
        assert done.stdout == "", "An error is on standard error only."
        assert stored() == there, "Nothing may be changed."


@pytest.mark.concept("tries-without-doing")
def test_dry_run_only_tells(run, users, files, fresh, stored):
    """With --dry-run output and exit code are those of the import, and nothing is changed."""
    there = users("admin")
    (old,) = there
    good = f"{HEAD}{fresh.email()},member\n{old},member\n{fresh.email()},admin\n"
    files.write("people.csv", good)

    done = run("import", "--dry-run", "people.csv")
    assert done.exit_code == 0, "A good file must end with 0."
    assert "2 added, 1 skipped" in done.stdout, "It must say what the import would say."
    text, number = bad_files(fresh)[0]
    done = run("import", "--dry-run", "-", input=text)
    assert done.exit_code == 1, "A bad line must end with 1."
    assert f"line {number}" in done.stderr.lower(), "The message must name the line."
    assert stored() == there, "A dry run must change nothing."
