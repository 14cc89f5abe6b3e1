"""The memo returns what its functions return, and any fault in its files costs only time."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import pytest

from site_builder.engine import cache_files
from site_builder.engine.cache_files import COMPACT_AFTER_FILES, CRC_BYTES, fingerprint
from site_builder.engine.memo import Cache, InProcessMemo, Memo, cache_key
from site_builder.engine.parallel import MIN_TASKS_TO_FORK

CALLS: list[str] = []


class Wording(msgspec.Struct, frozen=True):
    """A result with a declared shape."""

    text: str
    times: int = 1


SHOUTS, WHISPERS = Cache("shouts", str), Cache("whispers", str)
WORDINGS = Cache("wordings", Wording)
TREES: Cache[Any] = Cache("trees", dict[str, Any])


def shout(text: str, times: int = 1) -> str:
    CALLS.append(text)
    return text.upper() * times


def whisper(text: str) -> str:
    return text.lower()


def wording(text: str) -> Wording:
    CALLS.append(text)
    return Wording(text)


def tree(text: str) -> dict[str, Any]:
    return {text: [text]}


@pytest.fixture(autouse=True)
def _no_calls_yet() -> None:
    CALLS.clear()


def build(folder: Path, *texts: str) -> Memo:
    """Return a memo of `folder` that has computed or looked up the shouts of the texts, after saving them."""
    memo = Memo(folder)
    memo.map(SHOUTS, shout, [(text,) for text in texts])
    memo.save()
    return memo


def file_in(folder: Path) -> Path:
    [file] = folder.iterdir()
    return file


def write_body(file: Path, body: bytes) -> None:
    """Write a cache file with the right checksum."""
    file.write_bytes(crc32(body).to_bytes(CRC_BYTES, "big") + body)


def test_results_come_in_the_order_of_the_arguments() -> None:
    assert Memo().map(SHOUTS, shout, [("b",), ("a", 2), ("b",)]) == ["B", "AA", "B"]


def test_equal_arguments_are_computed_once() -> None:
    Memo().map(SHOUTS, shout, [("a",), ("a",), ("b",)])
    assert CALLS == ["a", "b"]


def test_arguments_of_another_type_length_or_division_have_another_key() -> None:
    keys = [(1,), ("1",), (b"1",), ("a", "b"), ("ab",), ("a", "b", ""), ("", "a", "b"), ()]
    assert len({cache_key(*each) for each in keys}) == len(keys)


def test_the_next_build_looks_up_what_one_build_computed(tmp_path: Path) -> None:
    build(tmp_path, "a")
    second = Memo(tmp_path)
    assert second.map(SHOUTS, shout, [("a",), ("b",)]) == ["A", "B"]
    assert CALLS == ["a", "b"]
    assert (second.hits, second.misses) == (1, 1)


def test_a_result_keeps_its_type(tmp_path: Path) -> None:
    for _ in range(2):
        memo = Memo(tmp_path)
        assert memo.map(WORDINGS, wording, [("a",)]) == [Wording("a")]
        memo.save()
    assert CALLS == ["a"]


def test_a_memo_without_a_folder_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    memo = Memo()
    memo.map(SHOUTS, shout, [("a",)])
    memo.save()
    assert list(tmp_path.iterdir()) == []


def test_results_that_a_build_did_not_use_are_discarded(tmp_path: Path) -> None:
    build(tmp_path, "a", "b", "c")
    build(tmp_path, "b")
    third = build(tmp_path, "a", "b")
    assert (third.hits, third.misses) == (1, 1), "most of the results were unused"


def test_saving_the_same_results_again_writes_nothing(tmp_path: Path) -> None:
    build(tmp_path, "a")
    before = file_in(tmp_path).stat().st_mtime_ns
    build(tmp_path, "a")
    assert file_in(tmp_path).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:40],
        lambda content: content[:-1],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: bytes(32) + content[32:],
        lambda content: b"not a cache file at all, but long enough to look like one",
    ],
)
def test_a_damaged_file_is_deleted_and_its_results_computed_again(tmp_path: Path, damage: Any) -> None:
    build(tmp_path, "a")
    file = file_in(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    again = build(tmp_path, "a")
    assert (again.misses, again.corrupt_files) == (1, 1)
    assert build(tmp_path, "a").hits == 1


class RunsCode:
    """An object whose pickle runs code when it is loaded."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.proof),)


HOSTILE_BODIES = {
    "another type": msgspec.msgpack.encode(["a"]),
    "text for keys": msgspec.msgpack.encode({"a": b"A"}),
    "text for results": msgspec.msgpack.encode({b"a": "A"}),
    "a map of four billion": b"\xdf\xff\xff\xff\xff",
    "a key of four billion bytes": b"\x81\xc6\xff\xff\xff\xff",
    "deep nesting": b"\x91" * 100_000,
    "an extension type": msgspec.msgpack.encode(msgspec.msgpack.Ext(1, b"a")),
}


@pytest.mark.parametrize("body", HOSTILE_BODIES.values(), ids=HOSTILE_BODIES)
def test_a_file_of_another_shape_is_deleted(tmp_path: Path, body: bytes) -> None:
    build(tmp_path, "a")
    write_body(file_in(tmp_path), body)
    again = build(tmp_path, "a")
    assert (again.misses, again.corrupt_files) == (1, 1)
    assert build(tmp_path, "a").hits == 1


HOSTILE_RESULTS = {
    "nothing": b"",
    "another type": msgspec.msgpack.encode(["a"]),
    "a field of another type": msgspec.msgpack.encode({"text": 1}),
    "no field": msgspec.msgpack.encode({}),
    "two results": msgspec.msgpack.encode({"text": "a"}) * 2,
    "text that is not UTF-8": b"\x81\xa4text\xa1\xff",
    "a text of four billion bytes": b"\x81\xa4text\xdb\xff\xff\xff\xff",
    "a list of four billion": b"\x81\xa4text\xdd\xff\xff\xff\xff",
    "deep nesting": b"\x81\xa4text" + b"\x91" * 100_000,
    "an extension type": msgspec.msgpack.encode({"text": msgspec.msgpack.Ext(1, b"a")}),
}


@pytest.mark.parametrize("result", HOSTILE_RESULTS.values(), ids=HOSTILE_RESULTS)
def test_a_result_of_another_shape_is_computed_again_and_replaced(tmp_path: Path, result: bytes) -> None:
    def wordings(*texts: str) -> Memo:
        memo = Memo(tmp_path)
        assert memo.map(WORDINGS, wording, [(text,) for text in texts]) == [Wording(text) for text in texts]
        memo.save()
        return memo

    wordings("a", "b", "c")
    right = msgspec.msgpack.encode(Wording("b"))
    stored = {cache_key("a"): result, cache_key("b"): right, cache_key("c"): msgspec.msgpack.encode(Wording("c"))}
    write_body(file_in(tmp_path), msgspec.msgpack.encode(stored))
    again = wordings("a", "b", "c")
    assert (again.hits, again.misses, again.corrupt_files) == (2, 1, 1)
    assert (wordings("a", "b", "c").hits, file_in(tmp_path).exists()) == (3, True)


def test_deep_nesting_in_free_values_is_discarded(tmp_path: Path) -> None:
    """A type with free values, as the fields of a source file, is decoded to a limited depth."""
    memo = Memo(tmp_path)
    memo.map(TREES, tree, [("a",)])
    memo.save()
    write_body(file_in(tmp_path), msgspec.msgpack.encode({cache_key("a"): b"\x81\xa1a" + b"\x91" * 100_000 + b"\x01"}))
    again = Memo(tmp_path)
    assert again.map(TREES, tree, [("a",)]) == [{"a": ["a"]}]
    assert again.corrupt_files == 1


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_in_a_file_or_a_result_is_never_run(tmp_path: Path, protocol: int) -> None:
    folder, proof = tmp_path / "memo", tmp_path / "it-ran"
    payload = pickle.dumps({b"x" * 32: RunsCode(proof)}, protocol)
    for body in (payload, b"\0" * 8 + payload, msgspec.msgpack.encode({cache_key("a"): payload})):
        build(folder, "a")
        write_body(file_in(folder), body)
        assert build(folder, "a").corrupt_files == 1
    assert not proof.exists()


def test_another_builder_uses_no_result_of_this_one_and_deletes_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "a")
    old = file_in(tmp_path)
    monkeypatch.setattr(cache_files, "fingerprint", lambda: "another builder's code")
    again = build(tmp_path, "a")
    assert (again.misses, again.stale_files) == (1, 1)
    assert file_in(tmp_path) != old


def test_the_fingerprint_of_the_same_builder_is_the_same() -> None:
    first = fingerprint()
    fingerprint.cache_clear()
    assert fingerprint() == first
    assert len(first) == 64


@pytest.mark.parametrize("name", ["catalogue/load.py", "locale/nb.mo"])
def test_other_code_or_texts_change_the_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    shutil.copytree(Path(cache_files.__file__).parent.parent, tmp_path / "builder")
    monkeypatch.setattr(cache_files, "__file__", str(tmp_path / "builder/engine/cache_files.py"))
    first = fingerprint.__wrapped__()
    assert fingerprint.__wrapped__() == first
    with (tmp_path / "builder" / name).open("ab") as file:
        file.write(b"\n")
    assert fingerprint.__wrapped__() != first


def test_the_version_of_each_library_is_in_the_fingerprint() -> None:
    names = [name.partition("-")[0].lower() for name in cache_files._versions()]
    assert "pyyaml" in names
    assert sorted(names) == sorted(cache_files.LIBRARIES.values())


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    memo = Memo(tmp_path / "file" / "memo")
    assert memo.map(SHOUTS, shout, [("a",)]) == ["A"]
    memo.save()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_new_results_get_a_file_of_their_own_until_there_are_too_many_files(tmp_path: Path) -> None:
    words = "abcdefgh"
    build(tmp_path, *words)
    first = file_in(tmp_path).stat().st_ino
    for number in range(1, COMPACT_AFTER_FILES):
        words += chr(ord("h") + number)
        assert build(tmp_path, *words).misses == 1
        assert len(list(tmp_path.iterdir())) == number + 1
        assert first in {file.stat().st_ino for file in tmp_path.iterdir()}, "it was not written again"
    assert build(tmp_path, *words, "å").misses == 1
    assert len(list(tmp_path.iterdir())) == 1
    assert build(tmp_path, *words, "å").misses == 0


def test_a_file_of_mostly_unused_results_is_written_again_without_them(tmp_path: Path) -> None:
    build(tmp_path, *"abcdefgh")
    before = file_in(tmp_path).stat().st_size
    build(tmp_path, *"abcd")
    assert file_in(tmp_path).stat().st_size == before, "half of them are used"
    build(tmp_path, *"abc")
    assert file_in(tmp_path).stat().st_size < before


def test_the_results_of_two_functions_are_apart(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    assert memo.map(SHOUTS, shout, [("a",)]) == ["A"]
    assert memo.map(WHISPERS, whisper, [("a",)]) == ["a"]
    memo.save()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_flushed_cache_is_saved_and_read_again(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.map(SHOUTS, shout, [("a",)])
    memo.flush(SHOUTS)
    assert memo.map(SHOUTS, shout, [("a",)]) == ["A"]
    assert CALLS == ["a"]


def test_several_processes_return_the_results_of_one() -> None:
    arguments = [(f"tekst {number}", number % 3) for number in range(MIN_TASKS_TO_FORK)]
    assert Memo(jobs=2).map(SHOUTS, shout, arguments) == Memo(jobs=1).map(SHOUTS, shout, arguments)


def test_an_exception_of_the_function_is_raised() -> None:
    with pytest.raises(TypeError):
        Memo().map(SHOUTS, shout, [("a", "not a number")])


def test_results_computed_before_an_exception_are_saved(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.map(SHOUTS, shout, [("en", 1)])
    with pytest.raises(TypeError):
        memo.map(WHISPERS, whisper, [("to", "too many")])
    memo.save()
    again = Memo(tmp_path)
    again.map(SHOUTS, shout, [("en", 1)])
    assert (again.hits, again.misses) == (1, 0)


def test_a_memo_in_process_keeps_the_last_builds_results_and_saves_the_first_builds(tmp_path: Path) -> None:
    memo = InProcessMemo(tmp_path)
    for texts in ("ab", "bc", "c", "ab"):
        memo.map(SHOUTS, shout, [(text,) for text in texts])
        memo.flush(SHOUTS)
        memo.end_build()
    assert CALLS == ["a", "b", "c", "a", "b"]
    again = Memo(tmp_path)
    assert (again.map(SHOUTS, shout, [("a",), ("b",)]), again.hits) == (["A", "B"], 2)
