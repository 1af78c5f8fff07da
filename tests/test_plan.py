from __future__ import annotations

import pytest
from builders import ROOT, a_kata

from checker.catalog import load_katas
from checker.choices import DIFFICULTIES, TRACKS
from checker.errors import KataError
from checker.plan import PRESETS, Wish, make_plan, pick
from checker.progress import Progress, State

OURS = load_katas(ROOT)
PASSED = State(first_passed="2026-01-31T12:00:00+00:00")
KATAS = [
    a_kata(id="hello_app", minutes=15),
    a_kata(id="routing", minutes=35, difficulty="medium"),
    a_kata(id="forms", minutes=35, difficulty="medium"),
    a_kata(id="streaming", minutes=45, difficulty="advanced"),
    a_kata(id="pagination", minutes=45, difficulty="medium", track="data"),
    a_kata(id="jwt_auth", minutes=40, difficulty="medium", track="security"),
    a_kata(id="roles", minutes=50, difficulty="advanced", track="security"),
]


def planned(*words, progress=Progress(), begun=(), katas=KATAS, **options):  # noqa: B008 - frozen
    """Return the ids of the katas that are planned."""
    return [k.id for k in make_plan(Wish(words=words, **options), katas, progress, begun).katas]


def refusal(*words, **options):
    """Return the text of the error for a wish that cannot be fulfilled."""
    with pytest.raises(KataError) as caught:
        planned(*words, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("preset", "expected"),
    [
        ("junior", ["hello_app", "pagination"]),
        ("mid", ["routing", "pagination"]),
        ("senior", ["pagination", "streaming"]),
    ],
)
def test_each_preset_is_an_interview_of_its_own(preset, expected):
    """A junior begins with what is easy; a senior gets something advanced."""
    assert planned(preset) == expected


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_make_sense_of_our_katas(preset):
    """Of the katas that there are, each preset takes some that fit, of several tracks."""
    plan = make_plan(Wish(words=(preset,)), OURS, Progress(), ())
    assert plan.minutes == PRESETS[preset].minutes
    assert 0.8 * plan.minutes < sum(kata.minutes for kata in plan.katas) <= plan.minutes
    assert len({kata.track for kata in plan.katas}) == len(plan.katas)
    assert {kata.difficulty for kata in plan.katas} <= set(PRESETS[preset].difficulties)


def test_the_easiest_comes_first():
    """The katas of a plan are in the order in which to take them."""
    katas = make_plan(Wish(words=("senior",)), OURS, Progress(), ()).katas
    difficulties = [DIFFICULTIES.index(kata.difficulty) for kata in katas]
    assert difficulties == sorted(difficulties)


@pytest.mark.parametrize("level", DIFFICULTIES)
def test_every_kata_has_its_turn(level):
    """Who takes one interview after the other, and passes, is given every kata once."""
    every = sorted(kata.id for kata in OURS if kata.difficulty == level)
    taken: list[str] = []
    while len(taken) < len(every):
        progress = Progress(dict.fromkeys(taken, PASSED))
        taken += planned(level=level, progress=progress, katas=OURS)
    assert sorted(taken) == every


def test_katas_that_were_passed_are_left_out():
    """What was shown once is not asked again."""
    assert planned("mid", progress=Progress({"routing": PASSED})) == ["forms", "pagination"]


def test_katas_that_were_seen_come_last():
    """A mock interview asks what one has not thought about yet, while there is something."""
    assert planned("mid", begun=("routing", "pagination")) == ["forms", "jwt_auth"]
    every = [kata.id for kata in KATAS]
    assert planned("mid", begun=every) == planned("mid")


def test_tracks_take_turns():
    """No track comes twice before the others came once."""
    medium = [kata for kata in KATAS if kata.difficulty == "medium"]
    three = pick(medium, 35 + 45 + 40, ("medium",), seen=())
    assert [kata.id for kata in three] == ["routing", "pagination", "jwt_auth"]
    assert len(pick(medium, 35 + 45 + 40 + 35, ("medium",), seen=())) == 4


def test_a_track_may_be_chosen():
    """With a track, all katas are of it."""
    assert planned(track="security", minutes=90) == ["jwt_auth", "roles"]


def test_a_level_is_the_difficulty_of_the_katas():
    """With a level, all katas are of that difficulty, whatever the preset."""
    assert planned("senior", level="easy") == ["hello_app"]
    assert planned(level="advanced", minutes=100) == ["streaming", "roles"]


def test_minutes_may_be_chosen():
    """What is chosen fits into the minutes that there are."""
    plan = make_plan(Wish(minutes=40), KATAS, Progress(), ())
    assert (plan.minutes, [kata.id for kata in plan.katas]) == (40, ["routing"])


def test_named_katas_are_taken_as_they_are():
    """Passed or begun, in the order of the words, and once; the time is that of the katas."""
    progress = Progress({"roles": PASSED})
    wish = Wish(words=("roles", "hello_app", "roles"))
    plan = make_plan(wish, KATAS, progress, ("hello_app",))
    assert [kata.id for kata in plan.katas] == ["roles", "hello_app"]
    assert (plan.minutes, plan.preset) == (65, "")


@pytest.mark.parametrize(
    ("words", "minutes", "expected"),
    [(("mid", "roles"), None, 90), (("roles", "mid"), 30, 30), (("roles",), 30, 30)],
)
def test_the_time_for_named_katas_may_be_chosen(words, minutes, expected):
    """By a preset, or by minutes, which count more."""
    wish = Wish(words=words, minutes=minutes)
    assert make_plan(wish, KATAS, Progress(), ()).minutes == expected


@pytest.mark.parametrize(
    ("wish", "preset"),
    [
        (Wish(), "mid"),
        (Wish(words=("senior",), minutes=50), "senior"),
        (Wish(minutes=90), ""),
        (Wish(level="medium"), ""),
    ],
)
def test_a_plan_is_called_by_the_preset_that_was_meant(wish, preset):
    """Who asks for nothing gets the usual preset; who puts one together gets no name for it."""
    assert make_plan(wish, KATAS, Progress(), ()).preset == preset


@pytest.mark.parametrize(
    ("words", "options", "said"),
    [
        (("juniour",), {}, "No preset 'juniour'. Did you mean 'junior'? There are: junior, mid"),
        (("rooting",), {}, "No kata 'rooting'. Did you mean 'routing'? See: make list"),
        (("xyz",), {}, "No kata 'xyz'. See: make list"),
        (("mid", "senior"), {}, "One preset, please, not mid and senior."),
        (("roles",), {"track": "data"}, "you have named yours"),
        ((), {"track": "operations"}, "There is no such kata."),
        ((), {"minutes": 5}, 'the shortest takes 35: make interview ARGS="--minutes 35"'),
        (
            (),
            {"minutes": 5, "track": "data"},
            'takes 45: make interview ARGS="--minutes 45 --track data"',
        ),
    ],
)
def test_what_cannot_be_is_explained(words, options, said):
    """The error says what is wrong, and what to type instead."""
    assert said in refusal(*words, **options)


def test_everything_passed_is_no_dead_end():
    """Who has passed all katas may name some."""
    progress = Progress({kata.id: PASSED for kata in KATAS})
    assert "make interview KATA=routing" in refusal("mid", progress=progress)


def test_presets_prefer_what_exists():
    """The names of difficulties in presets are those of the catalogue."""
    named = {name for preset in PRESETS.values() for name in preset.difficulties}
    assert named <= set(DIFFICULTIES)
    assert {kata.track for kata in OURS} <= set(TRACKS)
