"""Results as JUnit XML, for the systems that collect the results of tests."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from checker.grading import concepts_of
from checker.render.labels import distinct, label, moment
from checker.render.reasons import reason, unmet
from checker.render.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.grading import Assessment, Candidate
    from checker.report import ConceptResult, Report

KINDS = {"failed": "failure", "error": "error", "checker problem": "error", "blocked": "skipped"}


def render(assessment: Assessment, candidates: Iterable[Candidate]) -> str:
    """Return a suite for each candidate and kata of *assessment*, with a case for each concept.

    It keeps to both published schemas, ``junit-10.xsd`` of Jenkins' xUnit plugin, which pytest
    tests its own output with, and ``JUnit.xsd`` of Windy Road for Apache Ant: hence the empty
    ``system-out``, the time without a zone, and no attributes at the top. All of it is ASCII.
    """
    root = ET.Element("testsuites")
    found = [(candidate, report) for candidate in candidates for report in candidate.reports]
    names = distinct(_name(candidate, report) for candidate, report in found)
    for (candidate, report), name in zip(found, names, strict=True):
        _suite(root, assessment, candidate, report, name)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=True)
    return written.decode() + "\n"


def _name(candidate: Candidate, report: Report) -> str:
    """Return the name of a suite; up to its last full stop Jenkins takes it for a package.

    So every candidate has a page there; a check of its own is known by the kata, wherever it ran.
    """
    package = f"{label(candidate.folder).replace('.', '_')}." if candidate.folder else ""
    return package + label(report.kata).replace(".", "_")


def _suite(
    root: ET.Element, assessment: Assessment, candidate: Candidate, report: Report, name: str
) -> None:
    concepts = tuple(concepts_of(assessment, report))
    kinds = [KINDS.get(concept.outcome, "") for concept in concepts]
    suite = ET.SubElement(
        root,
        "testsuite",
        id=str(len(root)),
        package=name.rpartition(".")[0],
        name=name,
        timestamp=moment(report.started),
        hostname="localhost",
        tests=str(len(concepts)),
        failures=str(kinds.count("failure")),
        errors=str(kinds.count("error")),
        skipped=str(kinds.count("skipped")),
        time=_seconds(report.seconds),
    )
    properties = ET.SubElement(suite, "properties")
    told = {
        "candidate": candidate.name,
        "assessment": assessment.id,
        "title": report.title,
        "submission": report.submission,
        "digest": report.digest,
        "isolation": report.isolation,
        **({"seed": str(report.seed)} if report.seed else {}),  # a candidate's copy has none
        **report.environment,
    }
    for key, value in told.items():
        ET.SubElement(properties, "property", name=label(key), value=clean(value))
    ids = distinct(label(concept.id) for concept in concepts)
    for concept, id_ in zip(concepts, ids, strict=True):
        _case(suite, concept, report, id_)
    ET.SubElement(suite, "system-out")
    ET.SubElement(suite, "system-err")


def _case(suite: ET.Element, concept: ConceptResult, report: Report, name: str) -> None:
    seconds = sum(test.seconds for test in concept.tests)
    case = ET.SubElement(
        suite, "testcase", name=name, classname=suite.attrib["name"], time=_seconds(seconds)
    )
    if kind := KINDS.get(concept.outcome):
        why = reason(concept, report)
        type_ = "red flag" if concept.id in report.red_flags else concept.outcome
        message = why if kind == "skipped" else unmet(concept)
        found = ET.SubElement(case, kind, type=type_, message=message)
        found.text = why


def _seconds(seconds: float) -> str:
    return f"{seconds if math.isfinite(seconds) and seconds > 0 else 0:.3f}"
