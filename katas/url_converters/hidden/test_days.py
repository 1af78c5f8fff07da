"""Parts that are days of the calendar."""

from datetime import date, timedelta

import pytest


@pytest.mark.concept("real-dates")
def test_day_of_the_calendar_is_shown(read, fresh):
    """/days/<YYYYMMDD> answers with the day, on the 29th of February only in leap years."""
    some = date(1900, 1, 1) + timedelta(days=fresh.integer(0, 199 * 365))
    leap = date(2000 + 4 * fresh.integer(0, 24), 2, 29)

    for day in (some, leap, date(1900, 1, 1), date(2099, 12, 31), date(2000, 2, 29)):
        answer = read(f"/days/{day:%Y%m%d}")
        assert answer["day"] == str(day), "The day must come back as YYYY-MM-DD."
        assert set(answer) == {"day", "next"}, "The answer must have exactly these fields."


@pytest.mark.concept("real-dates")
def test_what_is_no_day_is_not_found(refused, fresh):
    """A day that no calendar has, and every other spelling of a day, is 404."""
    year = fresh.integer(1900, 2099)
    common = 1901 + 4 * fresh.integer(0, 49)
    refused("days", f"{common}0229", "19000229", f"{year}0230", f"{year}0431", f"{year}1301")
    refused("days", f"{year}0001", f"{year}0100", f"{year}0132", f"{year}9999")
    refused("days", f"{year}-02-03", f"{year}-0203", f"{year}W051", f"{year}-W05-1", f"{year}034")
    refused("days", f"{year}23", f"{year}020", f"{year}02030", f"{year}0203T00", f"-{year}0203")
    refused("days", f"{year}020٣", f"{year}020x", f"+{year}203", fresh.word(), "today", "")


@pytest.mark.concept("builds-urls")
def test_next_leads_to_the_following_day(read, fresh):
    """The link next is the URL of the following day, across months and years."""
    year = fresh.integer(1901, 2098)
    some = date(1900, 1, 1) + timedelta(days=fresh.integer(0, 199 * 365))
    new_month = date(year, fresh.integer(2, 12), 1)
    starts = [some, new_month, date(year, 3, 1), date(year + 1, 1, 1), date(2000, 2, 29)]

    for following in starts:
        path = read(f"/days/{following - timedelta(days=1):%Y%m%d}")["next"]
        assert path == f"/days/{following:%Y%m%d}", "next must be the following day's path."
        assert read(path)["day"] == str(following), "The link must lead to this day."
