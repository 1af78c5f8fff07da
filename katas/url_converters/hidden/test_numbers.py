"""Parts that are numbers."""

import pytest


@pytest.mark.concept("numbers")
def test_hour_is_a_whole_number_up_to_23(read, refused, fresh):
    """/hours/<hour> takes 0 to 23, both included, and nothing else."""
    for hour in (0, fresh.integer(1, 9), fresh.integer(10, 22), 23):
        assert read(f"/hours/{hour}") == {"hour": hour}, "The hour must be a number."
    hour = fresh.integer(1, 23)
    refused("hours", 24, fresh.integer(25, 10**9), -hour, f"{hour}.0", f"{hour}h", fresh.word())
    refused("hours", f"+{hour}", f"%20{hour}", f"{hour}%20", "1_0", "")


@pytest.mark.concept("numbers")
def test_rain_is_a_decimal_number(read, refused, fresh):
    """/rain/<millimetres> takes digits, a point and digits, and nothing else."""
    amount = f"{fresh.integer(1, 999)}.{fresh.integer(1, 99)}"

    for text in (amount, "0.0", f"{fresh.integer(1, 99)}.0", f"0.{fresh.integer(10, 99)}"):
        assert read(f"/rain/{text}") == {"millimetres": float(text)}, "It must be a number."
    whole = fresh.integer(1, 99)
    refused("rain", whole, f"{whole}.", f".{whole}", f"-{amount}", f"+{amount}", f"{amount}.1")
    refused("rain", "nan", "inf", "1e3", "1.0e3", "1_0.0", f"{amount}mm", f"%20{amount}", "")


@pytest.mark.concept("signed-numbers")
def test_altitude_may_be_negative(read, refused, fresh):
    """/altitudes/<metres> takes whole numbers below, at and above 0."""
    for metres in (-fresh.integer(1, 430), 0, fresh.integer(1, 8848)):
        assert read(f"/altitudes/{metres}") == {"metres": metres}, "It must be a number."
    metres = fresh.integer(1, 430)
    refused("altitudes", f"--{metres}", f"+{metres}", f"{metres}-", f"-{metres}.5", "-", "1_0")


@pytest.mark.concept("signed-numbers")
def test_temperature_may_be_whole_and_negative(read, refused, fresh):
    """/temperatures/<celsius> takes whole and decimal numbers, negative ones too."""
    whole, part = fresh.integer(1, 40), fresh.integer(1, 9)

    for text in (f"{whole}", f"-{whole}", f"{whole}.{part}", f"-{whole}.{part}", "0", f"-0.{part}"):
        assert read(f"/temperatures/{text}") == {"celsius": float(text)}, "It must be a number."
    refused("temperatures", f"--{whole}", f"+{whole}", f".{part}", f"-.{part}", f"-{whole}.")
    refused("temperatures", "-nan", "-inf", f"{whole}e{part}", "1_0", fresh.word(), "-", "")


@pytest.mark.concept("number-or-name")
def test_station_has_a_number_or_a_name(read, fresh):
    """Below /stations/, digits are a number, and every other text is a name."""
    number = fresh.integer(10, 10**6)

    for station in (0, fresh.integer(1, 9), number):
        assert read(f"/stations/{station}") == {"number": station}, "Digits are a number."
    for name in (f"{number}b", f"b{number}", f"-{number}", f"{number}.5", "1_0", f"{number}²", "²"):
        assert read(f"/stations/{name}") == {"name": name}, f"{name!r} is a name."


@pytest.mark.concept("one-spelling")
def test_number_has_one_spelling(read, refused, fresh):
    """Zeros in front and digits of other scripts make no hour, and no number of a station."""
    hour, number = fresh.integer(0, 9), fresh.integer(10, 999)
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    wide = str.maketrans("0123456789", "０１２３４５６７８９")  # noqa: RUF001 - meant to be others

    for digits in (arabic, wide):
        refused("hours", str(hour).translate(digits), f"1{str(hour).translate(digits)}")
        name = str(number).translate(digits)
        assert read(f"/stations/{name}") == {"name": name}, "Only 0 to 9 make a number."
    refused("hours", f"0{hour}", f"00{hour}", f"0{fresh.integer(10, 23)}")
    for name in (f"0{number}", f"00{number}", "00"):
        assert read(f"/stations/{name}") == {"name": name}, "A zero in front makes it a name."
