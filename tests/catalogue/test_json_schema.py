"""The JSON Schemas are up to date, accept every real file, and work in the language server of editors."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from site_builder.catalogue.schema.entries import ENTRIES
from site_builder.catalogue.schema.json_schema import schemas
from site_builder.sources.files import read_sources
from site_builder.sources.record import Record

PROJECT = Path(__file__).parent.parent.parent
SERVER = PROJECT / ".venv/node/node_modules/yaml-language-server/bin/yaml-language-server"
COURSE = PROJECT / "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
BROKEN = PROJECT / "tests/sites/broken"
DETECTED = ("bad-choice", "bad-date", "bad-duration", "bad-semester", "unknown-key", "missing-key", "unknown-subject")
"""Codes of problems that a schema detects as well."""


@pytest.fixture(scope="module")
def real() -> tuple[Record, ...]:
    return read_sources(PROJECT).records


@pytest.fixture(scope="module")
def made(real: tuple[Record, ...]) -> dict[str, Any]:
    return {name: json.loads(text) for name, text in schemas(real).items()}


def as_read(value: Any) -> Any:
    """Return a value with YAML's own types, as editors see it: whole numbers are numbers."""
    if isinstance(value, dict):
        return {key: as_read(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_read(part) for part in value]
    return int(value) if isinstance(value, str) and value.isdigit() and str(int(value)) == value else value


def faults(made: dict[str, Any], record: Record) -> list[str]:
    schema = made[f"{record.kind}.schema.json"]
    found = jsonschema.Draft202012Validator(schema).iter_errors(as_read(record.fields))
    return [f"{record.path}: {each.json_path} {each.message}" for each in found]


def test_the_committed_schemas_are_up_to_date(real: tuple[Record, ...]) -> None:
    expected = dict(schemas(real))
    committed = {path.name: path.read_text(encoding="utf-8") for path in (PROJECT / "schemas").iterdir()}
    assert committed == expected, "run site-builder schema"


@pytest.mark.parametrize("kind", ENTRIES)
def test_every_schema_is_valid_and_describes_each_field(made: dict[str, Any], kind: str) -> None:
    schema = made[f"{kind}.schema.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    groups = [schema, *schema.get("$defs", {}).values()]
    fields = [field for group in groups for field in group.get("properties", {}).values()]
    assert fields
    assert all(field["description"].endswith(".") and field["title"][:1].isupper() for field in fields)


def test_every_real_file_conforms_to_its_schema(made: dict[str, Any], real: tuple[Record, ...]) -> None:
    assert [fault for record in real for fault in faults(made, record)] == []


@pytest.mark.parametrize("code", DETECTED)
def test_a_schema_rejects_the_broken_site(made: dict[str, Any], code: str) -> None:
    root = BROKEN / code
    records = read_sources(root).records
    own = {name: json.loads(text) for name, text in schemas(records).items()}
    assert [fault for record in records for fault in faults(own, record)], code


def test_the_settings_for_editors_name_schemas_and_files_that_exist() -> None:
    wired = json.loads((PROJECT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for schema, pattern in wired.items():
        assert (PROJECT / schema).is_file()
        assert list(PROJECT.glob(pattern)), pattern


class Server:
    """A language server over standard input and output (LSP 3.17)."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.number = 0

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        answer: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return answer

    def until(self, wanted: str | int) -> Any:
        """Return the next notification of a method, or the response to a request; answer the server's own requests."""
        while True:
            message = self.receive()
            if message.get("method") == wanted:
                return message["params"]
            if message.get("id") == wanted and "method" not in message:
                return message.get("result")
            if "id" in message and "method" in message:
                items = message.get("params", {}).get("items", [])
                self.send({"id": message["id"], "result": [SETTINGS.get(each.get("section")) for each in items]})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        return self.until(self.number)


SETTINGS: dict[str, Any] = {
    "yaml": {
        "validate": True,
        "completion": True,
        "hover": True,
        "schemas": {
            (PROJECT / schema).as_uri(): pattern
            for schema, pattern in json.loads((PROJECT / ".vscode/settings.json").read_text(encoding="utf-8"))[
                "yaml.schemas"
            ].items()
        },
        "schemaStore": {"enable": False},
    }
}
"""The settings that an editor sends: those of .vscode/settings.json."""


@pytest.fixture
def server() -> Iterator[Server]:
    process = subprocess.Popen(["node", str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    server = Server(process)
    server.ask(
        "initialize",
        {
            "processId": None,
            "rootUri": PROJECT.as_uri(),
            "workspaceFolders": [{"uri": PROJECT.as_uri(), "name": "katalog"}],
            "capabilities": {"workspace": {"configuration": True, "workspaceFolders": True}},
        },
    )
    server.send({"method": "initialized", "params": {}})
    server.send({"method": "workspace/didChangeConfiguration", "params": {"settings": SETTINGS}})
    yield server
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


needs_server = pytest.mark.skipif(not SERVER.is_file(), reason="needs yaml-language-server (make test installs it)")


def opened(server: Server, path: Path, text: str) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Return the server's identifier of the file, and its first diagnostics."""
    document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
    server.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    while True:
        reported = server.until("textDocument/publishDiagnostics")
        if reported["uri"] == document["uri"] and reported["diagnostics"]:
            return {"uri": document["uri"]}, reported["diagnostics"]


@needs_server
def test_the_language_server_flags_a_wrong_subject_offers_the_right_ones_and_explains(server: Server) -> None:
    text = COURSE.read_text(encoding="utf-8").replace("fag: naturfag", "fag: naturfak", 1)
    matter = text.split("---\n")[1]
    at = matter.splitlines().index("fag: naturfak")
    document, flagged = opened(server, COURSE, matter)
    assert [each["range"]["start"]["line"] for each in flagged] == [at]
    assert "naturfag" in flagged[0]["message"]
    there = {"textDocument": document}
    offered = server.ask("textDocument/completion", there | {"position": {"line": at, "character": len("fag: ")}})
    labels = {each["label"] for each in offered["items"]}
    assert {"naturfag", "matematikk", "kroppsoving"} <= labels
    shown = server.ask("textDocument/hover", there | {"position": {"line": at, "character": 1}})
    assert "Faget" in json.dumps(shown, ensure_ascii=False)


@needs_server
def test_a_course_opened_as_yaml_gets_diagnostics_at_its_fields(server: Server) -> None:
    """The text below the fields is no YAML, and is flagged as well; see docs/editors.md."""
    text = COURSE.read_text(encoding="utf-8").replace("fag: naturfag", "fag: naturfak", 1)
    lines = text.splitlines()
    last = lines.index("---", 1)
    _, flagged = opened(server, COURSE, text)
    in_fields = [each for each in flagged if each["range"]["start"]["line"] < last]
    assert [each["range"]["start"]["line"] for each in in_fields] == [lines.index("fag: naturfak")]


@needs_server
def test_a_subject_is_checked_by_its_own_schema_and_its_missing_keys_are_offered(server: Server) -> None:
    path = PROJECT / "catalogue/vocabulary/subjects/nytt.yaml"
    document, flagged = opened(server, path, "navn: Nytt\nområde: kunst\n\n")
    assert [each["range"]["start"]["line"] for each in flagged] == [1]
    assert "realfag" in flagged[0]["message"]
    offered = server.ask("textDocument/completion", {"textDocument": document, "position": {"line": 2, "character": 0}})
    assert {"hverdagsord", "kompetansekrav"} <= {each["label"] for each in offered["items"]}


@needs_server
def test_a_line_in_the_file_names_its_schema_to_other_editors(server: Server) -> None:
    line = "# yaml-language-server: $schema=./schemas/place.schema.json"
    _, flagged = opened(server, PROJECT / "et-sted.yaml", f"{line}\nnavn: Tromsø\nfylka: Troms\n")
    assert any("fylka" in each["message"] or "fylke" in each["message"] for each in flagged)
