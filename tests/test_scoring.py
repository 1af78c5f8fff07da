"""The rule of the score: what a concept counts for, and what leaves the verdict open."""

from dataclasses import replace

import pytest
from builders import a_concept, a_report
from gradings import an_assessment

from checker.grading import OwnTestsRule, Part, concepts_of, score
from checker.report import OwnTests

RULE = OwnTestsRule(level="strong", coverage=80)
GOOD = OwnTests(passed=3, coverage=80.0)


def report(*outcomes, kata="one", **fields):
    """Return a report whose concepts, core, strong and expert in turn, have *outcomes*."""
    levels = ("core", "strong", "expert")
    concepts = [
        a_concept(id=f"c{number}", number=number + 1, level=levels[number], outcome=outcome)
        for number, outcome in enumerate(outcomes)
    ]
    return a_report(*concepts, kata=kata, **fields)


def rules(**fields):
    """Return an assessment of two katas, the second of which counts three times as much."""
    parts = (Part(kata="one"), Part(kata="two", weight=3.0))
    return an_assessment(**({"parts": parts, "pass_mark": 50} | fields))


def alone(**fields):
    """Return an assessment of the first kata only."""
    return rules(parts=(Part(kata="one"),), **fields)


@pytest.mark.parametrize(
    ("outcomes", "points"),
    [
        (("passed", "passed", "passed"), 100.0),
        (("passed", "failed", "failed"), 50.0),
        (("failed", "passed", "passed"), 50.0),
        (("blocked", "error", "passed"), 16.7),
        (("failed", "failed", "failed"), 0.0),
    ],
)
def test_concepts_count_by_their_level(outcomes, points):
    """Core 3, strong 2, expert 1; only a pass counts."""
    assert score(alone(), [report(*outcomes)]).points == points


def test_katas_count_by_their_weight():
    """However many concepts they have, and in whatever order their reports come."""
    reports = [report("passed", kata="two"), report("failed", "failed", "failed")]
    assert score(rules(), reports).points == 75.0


@pytest.mark.parametrize(("mark", "passed"), [(50, True), (51, False)])
def test_pass_mark_is_reached_or_not(mark, passed):
    """Whoever reaches it has passed."""
    assert score(alone(pass_mark=mark), [report("passed", "failed", "failed")]).passed is passed


def test_levels_are_counted_over_all_katas():
    """Passed, and how many there are."""
    levels = score(rules(), [report("passed", "failed"), report("passed", kata="two")]).levels
    assert {name: (count.passed, count.total) for name, count in levels.items()} == {
        "core": (2, 2), "strong": (0, 1), "expert": (0, 0),
    }  # fmt: skip


@pytest.mark.parametrize(("fail", "passed"), [(True, False), (False, True)])
def test_red_flag_fails_if_the_assessment_says_so(fail, passed):
    """It is named either way."""
    flag = a_concept(id="c9", level="expert", red_flag=True, outcome="failed", title="No secrets")
    reports = [a_report(a_concept(), flag, kata="one")]
    reached = score(alone(red_flags_fail=fail), reports)
    assert reached.passed is passed
    assert [(f.kata, f.concept, f.title) for f in reached.red_flags] == [
        ("one", "c9", "No secrets")
    ]


def test_problem_of_the_checker_is_held_against_nobody():
    """What could not be judged is left out, and the verdict is open, not a pass."""
    reached = score(alone(), [report("passed", "checker problem", "passed")])
    assert (reached.points, reached.passed) == (100.0, None)
    nothing = score(alone(), [report("checker problem")])
    assert (nothing.points, nothing.passed) == (0.0, None)


def test_problem_of_the_whole_check_leaves_the_verdict_open():
    """Also when every concept has a verdict of its own."""
    assert score(alone(), [report("passed", problem="The zygote ended.")]).passed is None


def test_red_flag_is_certain_beside_a_problem():
    """Nothing that is still open could make up for it."""
    flag = a_concept(id="c9", red_flag=True, outcome="failed")
    problem = a_concept(outcome="checker problem")
    assert score(alone(), [a_report(flag, problem, kata="one")]).passed is False


@pytest.mark.parametrize(
    ("tests", "outcome"),
    [
        (GOOD, "passed"),
        (replace(GOOD, coverage=79.9), "failed"),
        (replace(GOOD, coverage=None), "failed"),
        (replace(GOOD, failed=1), "failed"),
        (replace(GOOD, passed=0), "failed"),
        (replace(GOOD, problem="They took more than 30 s."), "failed"),
        (None, "failed"),
    ],
)
def test_own_tests_are_a_concept_where_the_assessment_counts_them(tests, outcome):
    """They are there, all pass, and cover enough."""
    judged = list(concepts_of(alone(own_tests=RULE), report("passed", own_tests=tests)))[-1]
    assert (judged.id, judged.level, judged.outcome) == ("own-tests", "strong", outcome)
    assert judged.evidence == "reported"
    reached = score(alone(own_tests=RULE), [report("passed", own_tests=tests)])
    assert reached.points == (100.0 if outcome == "passed" else 60.0)


def test_own_tests_count_for_nothing_where_the_assessment_does_not_say_so():
    """They are there to be read."""
    assert score(alone(), [report("passed", own_tests=OwnTests(failed=3))]).points == 100.0


def test_own_tests_that_could_not_be_run_are_open():
    """When the checker broke, they are left out as well."""
    broken = report("checker problem", "checker problem", problem="No sandbox.")
    judged = list(concepts_of(alone(own_tests=RULE), broken))[-1]
    assert judged.outcome == "checker problem"
    assert score(alone(own_tests=RULE), [broken]).points == 0.0
