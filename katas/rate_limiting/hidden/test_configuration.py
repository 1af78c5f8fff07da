"""What the configuration says is what happens, or nothing starts."""

import pytest


@pytest.mark.concept("reads-configuration")
def test_settings_are_used_or_refused(get, log_in, start_app, address, fresh):
    """Settings replace the limits; a setting that cannot be used makes create_app raise."""
    hour, minute = fresh.integer(6, 9), fresh.integer(2, 4)
    limits = {
        "RATELIMIT_DEFAULT": f"{hour} per hour; 50 per day",
        "LOGIN_LIMIT": f"{minute} per minute",
    }
    app, visitor = start_app(limits).client(), address()

    statuses = get("/news", visitor, hour + 1, client=app)
    assert statuses == [200] * hour + [429], "The default limits must be those of the settings."
    statuses = log_in(visitor, minute + 1, client=app)
    assert statuses == [200] * minute + [429], "The login's limit must be that of the settings."

    for useless in (
        {"RATELIMIT_STORAGE_URI": f"{fresh.word()}://localhost"},
        {"RATELIMIT_DEFAULT": f"{minute} per fortnight"},
        {"LOGIN_LIMIT": f"{minute} per fortnight"},
    ):
        assert start_app.refused(useless), f"With {useless} create_app must raise an exception."
