"""The answer of a check for people and for the tools of a pipeline: text, SARIF 2.1.0, JUnit XML.

SARIF: OASIS Standard, Static Analysis Results Interchange Format 2.1.0. JUnit: the form that CI
servers read, one suite a policy and one case a rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from vendorgraph import __version__
from vendorgraph.analysis.policies import LEVELS
from vendorgraph.model.wording import plural

Answer = dict[str, Any]
FORMATS = ("text", "json", "sarif", "junit")
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def text(answer: Answer) -> str:
    """What a person reads: every violation that counts with its place and path, then each rule in a line."""
    return "\n".join(_lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    titles = {rule["id"]: rule for rule in answer["rules"]}
    shown = [row for row in answer["violations"] if row["new"] is not False]
    for row in shown:
        rule = titles[row["rule"]]
        yield f"{row['file']}:{row['line']}: {row['level']}: {rule['title']} [{row['rule']}]"
        yield f"  {row['message']}"
        for hop in row["path"]:
            yield f"    {_hop(hop)}"
        if rule["help"]:
            yield f"  {rule['help']}"
        yield f"  fingerprint {row['fingerprint']}"
    counted = sum(_counting(rule) for rule in answer["rules"])
    if counted > len(shown):
        yield f"… and {plural(counted - len(shown), 'more violation')} (--limit describes more of them)"
    for rule in answer["rules"]:
        yield f"{'ok ' if not _counting(rule) else 'VIOLATED '}{rule['id']}: {_counts(rule)}"
        for warning in rule["warnings"]:
            yield f"  {warning}"
    yield _verdict(answer)


def _counting(rule: Answer) -> int:
    count: int = rule["violations"] if rule["new"] is None else rule["new"]
    return count


def _counts(rule: Answer) -> str:
    said = [f"{plural(rule['violations'], 'violation')}, {_examined(rule)} examined"]
    if rule["new"] is not None:
        said.append(f"{rule['new']} of them new")
    if rule["excepted"]:
        said.append(f"{rule['excepted']} excepted")
    return ", ".join(said)


def _examined(rule: Answer) -> str:
    return plural(rule["examined"], "flow" if rule["about"] == "flows" else "finding")


def _verdict(answer: Answer) -> str:
    counts = ", ".join(plural(answer["counts"][level], level) for level in LEVELS)
    what = "new: " if answer["compared"] else ""
    verdict = "passed" if answer["passed"] else "violated"
    return f"Policy {answer['policy']} {verdict} on {answer['as_of']} ({what}{counts})."


def _hop(hop: Answer) -> str:
    """One step: the flow with its place in a file, and the documents that say so."""
    at = f" ({hop['file']}:{hop['line']})" if hop["file"] else ""
    said = f"{hop['from']} -> {hop['to']} in {', '.join(hop['places'])}: flow {hop['flow']}{at}"
    documents = _documents(hop["evidence"])
    return f"{said}; says {'; '.join(documents)}" if documents else f"{said}; no document recorded"


def _documents(evidence: list[Answer]) -> list[str]:
    """Each document once, with all its lines."""
    lines: dict[str, list[str]] = {}
    for entry in evidence:
        held = lines.setdefault(entry["title"] or entry["document"], [])
        if entry["lines"] and entry["lines"] not in held:
            held.append(entry["lines"])
    return [f"{title} (lines {', '.join(found)})" if found else title for title, found in lines.items()]


def sarif(answer: Answer) -> Answer:
    """The answer as a SARIF 2.1.0 log of one run; what is excepted by nothing is a result."""
    rules = answer["rules"]
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "vendorgraph",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(row, index) for row in answer["violations"]],
                "invocations": [_invocation(answer)],
                "properties": {
                    "asOf": answer["as_of"],
                    "revision": answer["revision"],
                    "leftOff": answer["left_off"],
                },
            }
        ],
    }


def _rule(rule: Answer) -> Answer:
    found: Answer = {
        "id": rule["id"],
        "shortDescription": {"text": rule["title"]},
        "defaultConfiguration": {"level": rule["level"]},
    }
    if rule["why"]:
        found["fullDescription"] = {"text": rule["why"]}
    if rule["help"]:
        found["help"] = {"text": rule["help"]}
    return found


def _invocation(answer: Answer) -> Answer:
    told = [f"{rule['id']}: {said}" for rule in answer["rules"] for said in rule["warnings"]]
    if answer["left_off"]:
        told.append(f"{plural(answer['left_off'], 'violation is', 'violations are')} counted and not listed.")
    return {
        "executionSuccessful": True,
        "exitCode": 0 if answer["passed"] else 1,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": said}} for said in told],
    }


def _result(row: Answer, index: dict[str, int]) -> Answer:
    found: Answer = {
        "ruleId": row["rule"],
        "ruleIndex": index[row["rule"]],
        "level": row["level"],
        "message": {"text": row["message"]},
        "locations": [_location(row["file"], row["line"], row["flow"])],
        "partialFingerprints": {"vendorgraph/v1": row["fingerprint"]},
        "properties": {"source": row["source"], "certainty": row["certainty"], "transfer": row["transfer"]},
    }
    if row["new"] is not None:
        found["baselineState"] = "new" if row["new"] else "unchanged"
    if row["path"]:
        steps = [{"location": _step(hop)} for hop in row["path"]]
        found["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    return found


def _location(file: str, line: int, flow: str | None) -> Answer:
    found: Answer = {"physicalLocation": _physical(file, line)}
    if flow:
        found["logicalLocations"] = [{"fullyQualifiedName": flow, "kind": "flow"}]
    return found


def _physical(file: str, line: int) -> Answer:
    return {"artifactLocation": {"uri": uri(file)}, "region": {"startLine": line}}


def _step(hop: Answer) -> Answer:
    found: Answer = {
        "message": {"text": _hop(hop)},
        "logicalLocations": [{"fullyQualifiedName": hop["flow"], "kind": "flow"}],
    }
    if hop["file"]:
        found["physicalLocation"] = _physical(hop["file"], hop["line"])
    return found


def uri(file: str) -> str:
    """A file's name as a relative or absolute URI reference (RFC 3986)."""
    written = quote(file.replace("\\", "/"))
    if written.startswith("/"):
        return f"file://{written}"
    return written.removeprefix("./")


def junit(answer: Answer) -> str:
    """The answer as JUnit XML: a case a rule, failed by its violations; notes and warnings that do not count pass."""
    failing = LEVELS[: LEVELS.index(answer["fail_on"]) + 1]
    suite = ElementTree.Element(
        "testsuite", name=f"vendorgraph check {answer['policy']}", errors="0", skipped="0"
    )
    failures = 0
    for rule in answer["rules"]:
        case = ElementTree.SubElement(
            suite, "testcase", classname=answer["policy"], name=f"{rule['id']}: {rule['title']}"
        )
        case.set("file", rule["file"])
        case.set("line", str(rule["line"]))
        rows = [row for row in answer["violations"] if row["rule"] == rule["id"] and row["new"] is not False]
        said = "\n".join(f"{row['file']}:{row['line']}: {row['message']}" for row in rows)
        if _counting(rule) and rule["level"] in failing:
            failures += 1
            failure = ElementTree.SubElement(case, "failure", type=rule["level"], message=_xml(_counts(rule)))
            failure.text = _xml(said or "The violations of this rule are counted and not listed.")
        elif said or rule["warnings"]:
            ElementTree.SubElement(case, "system-out").text = _xml(
                "\n".join([*rule["warnings"], said]).strip()
            )
    suite.set("tests", str(len(answer["rules"])))
    suite.set("failures", str(failures))
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True)


def _xml(written: str) -> str:
    """Text without characters that XML 1.0 cannot hold."""
    return "".join(
        one
        if one in "\t\n\r" or "\x20" <= one <= "\ud7ff" or "\ue000" <= one <= "\ufffd" or one >= "\U00010000"
        else "\ufffd"
        for one in written
    )
