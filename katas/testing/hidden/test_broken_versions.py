"""Versions of the application that break a promise. Each must make a test fail."""

import pytest

COMMIT_OF_ADD = "db.session.add(member)\n        db.session.commit()"
COMMIT_OF_REMOVE = "member_id))\n        db.session.commit()"
SENDS = '        app.config["SEND_MAIL"](email, f"Welcome, {name}!")\n'


@pytest.mark.concept("notices-wrong-status")
def test_wrong_status_of_a_success_is_noticed(notices):
    """A version that answers 200 where 201 is promised makes a test fail."""
    assert notices(("member.shown(), 201", "member.shown()")), "A new member is promised 201."


@pytest.mark.concept("notices-wrong-status")
def test_member_that_is_not_there_is_noticed(notices):
    """A version that answers 200 for an unknown member makes a test fail."""
    before = "return db.get_or_404(Member, member_id).shown()"
    after = (
        "found = db.session.get(Member, member_id)\n        return found.shown() if found else {}"
    )
    assert notices((before, after)), "An unknown member is promised 404."


@pytest.mark.concept("notices-wrong-bodies")
def test_answer_with_the_id_only_is_noticed(notices):
    """A version that answers a new member with nothing but its id makes a test fail."""
    assert notices(("member.shown(), 201", '{"id": member.id}, 201')), "All fields are promised."


@pytest.mark.concept("notices-wrong-bodies")
def test_wrong_member_is_noticed(notices):
    """A version that always shows the member who came first makes a test fail."""
    before = "return db.get_or_404(Member, member_id).shown()"
    after = (
        "db.get_or_404(Member, member_id)\n"
        "        return db.session.scalars(db.select(Member)).first().shown()"
    )
    assert notices((before, after)), "Each id is promised its own member."


@pytest.mark.concept("notices-wrong-bodies")
def test_white_space_is_noticed(notices):
    """A version that keeps the white space around a name makes a test fail."""
    keeps = ('data.get("name", "").strip(),', 'data.get("name", ""),')
    checks = ("if not name or", "if not name.strip() or")
    assert notices(keeps, checks), "White space around a name is promised to be removed."


@pytest.mark.concept("notices-missing-checks")
def test_missing_check_of_the_name_is_noticed(notices):
    """A version that takes a name of nothing but blanks makes a test fail."""
    checks_less = ("if not name or", 'if not data.get("name") or')
    assert notices(checks_less), "A blank name is promised 400."


@pytest.mark.concept("notices-missing-checks")
def test_missing_check_of_the_address_is_noticed(notices):
    """A version that makes up the address when it is missing makes a test fail."""
    makes_it_up = ('data.get("email", "")', 'data.get("email", "nobody@example.com")')
    assert notices(makes_it_up), "A missing address is promised 400."


@pytest.mark.concept("notices-lost-changes")
def test_member_that_is_never_committed_is_noticed(notices):
    """A version that adds a member without a commit makes a test fail."""
    without = COMMIT_OF_ADD.replace("commit", "flush")
    assert notices((COMMIT_OF_ADD, without)), "A member must be there in the next request."


@pytest.mark.concept("notices-lost-changes")
def test_removal_that_is_never_committed_is_noticed(notices):
    """A version that removes a member without a commit makes a test fail."""
    without = COMMIT_OF_REMOVE.replace("commit", "flush")
    assert notices((COMMIT_OF_REMOVE, without)), "It must be gone in the next request."


@pytest.mark.concept("notices-duplicates")
def test_second_member_with_one_address_is_noticed(notices):
    """A version that takes an address twice makes a test fail."""
    unique = ("mapped_column(unique=True)", "mapped_column()")
    check = ("filter_by(email=email)", "filter_by(email=email, name=name)")
    assert notices(unique, check), "An address that is taken is promised 409."


@pytest.mark.concept("notices-missing-mail")
def test_missing_welcome_is_noticed(notices):
    """A version that sends no mail to a new member makes a test fail."""
    assert notices((SENDS, "")), "A new member is promised a mail."


@pytest.mark.concept("notices-missing-mail")
def test_welcome_to_somebody_else_is_noticed(notices):
    """A version that sends the mail to a wrong address makes a test fail."""
    elsewhere = SENDS.replace("(email,", '("club@example.com",')
    assert notices((SENDS, elsewhere)), "The mail is promised to the new member."


@pytest.mark.concept("notices-unwanted-mail")
def test_mail_after_a_refusal_is_noticed(notices):
    """A version that welcomes before it refuses a taken address makes a test fail."""
    before = "        if db.session.scalar("
    assert notices((SENDS, ""), (before, SENDS + before)), "A refused request sends no mail."


@pytest.mark.concept("notices-wrong-order")
def test_order_of_arrival_is_noticed(notices):
    """A version that lists members in the order in which they came makes a test fail."""
    assert notices((".order_by(Member.name)", ".order_by(Member.id)")), "By name is promised."


@pytest.mark.concept("notices-wrong-order")
def test_reverse_order_is_noticed(notices):
    """A version that lists those who came last first makes a test fail."""
    newest = ".order_by(Member.id.desc())"
    assert notices((".order_by(Member.name)", newest)), "By name is promised."
