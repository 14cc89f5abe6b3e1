"""What is remembered is what would have been made, and whatever is wrong with the memory costs only time."""

from __future__ import annotations

import hashlib
import pickle
import shutil
from pathlib import Path

import pytest

from site_builder.engine import cache_files
from site_builder.engine.cache_files import COMPACT_AFTER_FILES, fingerprint
from site_builder.engine.memo import Memo
from site_builder.engine.parallel import MIN_TASKS_TO_FORK

CALLS: list[str] = []


def shout(text: str, times: int = 1) -> str:
    CALLS.append(text)
    return text.upper() * times


def whisper(text: str) -> str:
    return text.lower()


@pytest.fixture(autouse=True)
def _no_calls_yet() -> None:
    CALLS.clear()


def remembered(folder: Path, *texts: str) -> Memo:
    """A memo of `folder` that has been asked for the texts, and saved."""
    memo = Memo(folder)
    memo.map(shout, [(text,) for text in texts])
    memo.save()
    return memo


def file_in(folder: Path) -> Path:
    [file] = folder.iterdir()
    return file


def test_results_come_in_the_order_of_the_arguments() -> None:
    assert Memo().map(shout, [("b",), ("a", 2), ("b",)]) == ["B", "AA", "B"]


def test_equal_arguments_are_worked_on_once() -> None:
    Memo().map(shout, [("a",), ("a",), ("b",)])
    assert CALLS == ["a", "b"]


def test_a_number_and_its_digits_are_not_the_same_argument() -> None:
    memo = Memo()
    assert [
        memo.get_or_compute(shout, "a", 1),
        memo.get_or_compute(shout, "a", 2),
        memo.get_or_compute(shout, "a"),
    ] == ["A", "AA", "A"]


def test_what_one_build_made_the_next_recalls(tmp_path: Path) -> None:
    remembered(tmp_path, "a")
    second = Memo(tmp_path)
    assert second.map(shout, [("a",), ("b",)]) == ["A", "B"]
    assert CALLS == ["a", "b"]
    assert (second.hits, second.misses) == (1, 1)


def test_a_memo_without_a_folder_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    memo = Memo()
    memo.get_or_compute(shout, "a")
    memo.save()
    assert list(tmp_path.iterdir()) == []


def test_what_a_build_did_not_use_is_forgotten(tmp_path: Path) -> None:
    remembered(tmp_path, "a", "b", "c")
    remembered(tmp_path, "b")
    third = Memo(tmp_path)
    third.map(shout, [("a",), ("b",)])
    assert (third.hits, third.misses) == (1, 1), "most of it was of no use any more"


def test_saving_the_same_again_writes_nothing(tmp_path: Path) -> None:
    remembered(tmp_path, "a")
    before = file_in(tmp_path).stat().st_mtime_ns
    remembered(tmp_path, "a")
    assert file_in(tmp_path).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:40],
        lambda content: content[:-1],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: bytes(32) + content[32:],
        lambda content: b"not a memo at all, but long enough to look like one",
    ],
)
def test_a_damaged_file_is_thrown_away_whole(tmp_path: Path, damage: object) -> None:
    remembered(tmp_path, "a")
    file = file_in(tmp_path)
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert remembered(tmp_path, "a").misses == 1
    assert remembered(tmp_path, "a").hits == 1


def test_a_file_whose_digest_is_right_but_whose_content_cannot_be_read_is_thrown_away_too(tmp_path: Path) -> None:
    remembered(tmp_path, "a")
    body = pickle.dumps({"a": 1})[:-3]
    file_in(tmp_path).write_bytes(hashlib.sha256(body).digest() + body)
    assert Memo(tmp_path).get_or_compute(shout, "a") == "A"


def test_another_builder_remembers_nothing_of_this_one_and_cleans_up_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered(tmp_path, "a")
    old = file_in(tmp_path)
    monkeypatch.setattr(cache_files, "fingerprint", lambda: "another builder's code")
    assert remembered(tmp_path, "a").misses == 1
    assert file_in(tmp_path) != old


def test_the_fingerprint_is_of_code_and_libraries_and_stays_the_same() -> None:
    first = fingerprint()
    fingerprint.cache_clear()
    assert fingerprint() == first
    assert len(first) == 64


@pytest.mark.parametrize("name", ["catalogue/load.py", "locale/nb.mo"])
def test_other_code_or_texts_of_the_builder_are_another_builder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    shutil.copytree(Path(cache_files.__file__).parent.parent, tmp_path / "builder")
    monkeypatch.setattr(cache_files, "__file__", str(tmp_path / "builder/engine/cache_files.py"))
    first = fingerprint.__wrapped__()
    assert fingerprint.__wrapped__() == first
    with (tmp_path / "builder" / name).open("ab") as file:
        file.write(b"\n")
    assert fingerprint.__wrapped__() != first


def test_the_library_that_reads_the_sources_is_among_those_whose_versions_tell_a_builder() -> None:
    names = [name.partition("-")[0].lower() for name in cache_files._versions()]
    assert "pyyaml" in names
    assert sorted(names) == sorted(cache_files.LIBRARIES.values())


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    memo = Memo(tmp_path / "file" / "memo")
    assert memo.get_or_compute(shout, "a") == "A"
    memo.save()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_what_a_build_adds_is_written_beside_what_was_there_and_put_together_in_the_end(tmp_path: Path) -> None:
    def build(words: str) -> Memo:
        memo = Memo(tmp_path)
        memo.map(shout, [(word,) for word in words])
        memo.save()
        return memo

    words = "abcdefgh"
    build(words)
    whole = file_in(tmp_path).stat().st_ino
    for number in range(1, COMPACT_AFTER_FILES):
        words += chr(ord("h") + number)
        assert build(words).misses == 1
        assert len(list(tmp_path.iterdir())) == number + 1
        assert whole in {file.stat().st_ino for file in tmp_path.iterdir()}, "it was not written again"
    assert build(words + "å").misses == 1
    assert len(list(tmp_path.iterdir())) == 1
    assert build(words + "å").misses == 0


def test_when_most_of_what_is_remembered_is_of_no_use_it_is_forgotten(tmp_path: Path) -> None:
    remembered(tmp_path, *"abcdefgh")
    before = file_in(tmp_path).stat().st_size
    remembered(tmp_path, *"abcd")
    assert file_in(tmp_path).stat().st_size == before, "half of it is of use"
    remembered(tmp_path, *"abc")
    assert file_in(tmp_path).stat().st_size < before


def test_two_functions_are_remembered_apart(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    assert memo.get_or_compute(shout, "a") == "A"
    assert memo.get_or_compute(whisper, "A") == "a"
    memo.save()
    assert len(list(tmp_path.iterdir())) == 2


def test_several_processes_return_what_one_does() -> None:
    arguments = [(f"tekst {number}", number % 3) for number in range(MIN_TASKS_TO_FORK)]
    assert Memo(jobs=2).map(shout, arguments) == Memo(jobs=1).map(shout, arguments)


def test_a_fault_in_the_function_is_not_hidden() -> None:
    with pytest.raises(TypeError):
        Memo().get_or_compute(shout, "a", "not a number")


def test_after_a_fault_in_the_function_what_was_made_before_is_saved_all_the_same(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.get_or_compute(shout, "en", 1)
    with pytest.raises(TypeError):
        memo.get_or_compute(whisper, "to", "too many")
    memo.save()
    again = Memo(tmp_path)
    again.get_or_compute(shout, "en", 1)
    assert (again.hits, again.misses) == (1, 0)
