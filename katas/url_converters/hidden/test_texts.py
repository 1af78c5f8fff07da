"""Parts that are texts: names, paths, ids, words of a list."""

from urllib.parse import quote
from uuid import UUID

import pytest


@pytest.mark.concept("text")
def test_name_is_a_text_without_slash(read, refused, fresh):
    """/stations/<name> answers with any text, spaces, signs and accents included."""
    word = fresh.word()

    for name in (word, fresh.name(), f"{word} & co.", f"Zoë's {word}", f"100% {word}?#+"):
        answer = read(f"/stations/{quote(name, safe='')}")
        assert answer == {"name": name}, "The name must come back as it was sent."
    refused("stations", "", f"{word}/{fresh.word()}", f"{word}/{fresh.integer(1, 99)}")


@pytest.mark.concept("paths")
def test_path_is_a_text_of_any_depth(read, refused, fresh):
    """/files/<path> answers with the whole path, however many slashes are in it."""
    word, other = fresh.word(), fresh.word()

    for path in (word, f"{word}/{other}.txt", f"{other}/{fresh.integer(1, 9)}/ä b/{word}.csv"):
        assert read(f"/files/{quote(path)}") == {"path": path}, "The path must come back whole."
    refused("files", "")


@pytest.mark.concept("ids")
def test_sensor_has_a_uuid(read, refused, fresh):
    """/sensors/<id> takes a UUID in small letters or capitals and nothing else."""
    number = fresh.integer(2**124, 2**128 - 1)
    sensor = str(UUID(int=number))

    for spelling in (sensor, sensor.upper(), sensor[:18].upper() + sensor[18:]):
        assert read(f"/sensors/{spelling}") == {"sensor": sensor}, "The id has small letters."
    assert read(f"/sensors/{UUID(int=0)}") == {"sensor": str(UUID(int=0))}, "0 is a UUID."
    refused(
        "sensors",
        fresh.word(),
        sensor.replace("-", ""),
        f"%7B{sensor}%7D",
        f"urn:uuid:{sensor}",
        sensor[:-1],
        f"{sensor}0",
        f"g{sensor[1:]}",
        str(number),
    )


@pytest.mark.concept("choices")
def test_layer_is_one_of_the_list(read, refused, layers, fresh):
    """/maps/<layer> takes the words in LAYERS, and no other text."""
    for layer in layers:
        assert read(f"/maps/{layer}") == {"layer": layer}, f"{layer} is one of LAYERS."
    some = layers[0]
    others = [some.upper(), some.capitalize(), some[:-1], some[1:], f"{some}s", some + layers[1]]
    refused("maps", fresh.word(9), *others, " ".join(layers), ",".join(layers), "")
