"""No list that may not be empty, no reference that ends where it began, no identifier twice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import icalendar
import pytest
from hostile_fields import FIELDS
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import Site
from site_builder.catalogue.checks.cycles import members_of_cycles
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.field_types import Fault, ListOf
from site_builder.problems import Invalid

COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
INSTITUTIONS = "catalogue/vocabulary/institutions"
LISTS = [(name, each) for name, each in FIELDS if isinstance(each.type, ListOf)]


def test_only_the_requirements_of_a_course_and_the_expected_searches_may_be_an_empty_list() -> None:
    def empty_is_taken(type_: ListOf[object]) -> bool:
        faults: list[Fault] = []
        type_.read([], (), faults)
        return not faults

    taken = [name for name, each in LISTS if empty_is_taken(each.type)]  # type: ignore[arg-type]
    assert sorted(taken) == ["CourseEntry.requirements", "QueriesEntry.queries"]
    assert CourseEntry.fields["requirements"].key == "kompetansekrav"


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("content/site.yaml", "språk"),
        ("content/site.yaml", "navn"),
        ("content/site.yaml", "vekt"),
        ("catalogue/2016-2017/year.yaml", "frister"),
        ("catalogue/2016-2017/year.yaml", "semestre"),
        (COURSE, "undervisningsspråk"),
        (COURSE, "kontakt"),
        (COURSE, "opphav"),
        (COURSE, "samlinger"),
    ],
)
@pytest.mark.parametrize("nothing", ["[]", "{}", "", "~", '""', "[[]]", "[{}]", '[""]'])
def test_a_field_with_nothing_in_it_is_refused_at_its_file(
    small_site: Path, build_site: Callable[..., Site], path: str, key: str, nothing: str
) -> None:
    lines, kept, skipping = (small_site / path).read_text("utf-8").split("\n"), [], False
    for line in lines:
        skipping = line.startswith(f"{key}:") or (skipping and line.startswith((" ", "-")) and line != "---")
        if not skipping:
            kept.append(line)
    at = 1 if path.endswith(".md") else 0
    (small_site / path).write_text("\n".join([*kept[:at], f"{key}: {nothing}", *kept[at:]]), encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        build_site(small_site)
    assert (path, at + 1) in {(each.place.path, each.place.line) for each in caught.value.problems}


@pytest.mark.parametrize("value", ["[nb, nb]", "[nb, nn, nb]"])
def test_a_language_that_is_listed_twice_is_refused_at_its_line(
    small_site: Path, build_site: Callable[..., Site], value: str
) -> None:
    file = small_site / "content/site.yaml"
    file.write_text(file.read_text("utf-8").replace("[nb, nn]", value), "utf-8")
    with pytest.raises(Invalid) as caught:
        build_site(small_site)
    assert {(each.code, each.place.key) for each in caught.value.problems} == {
        ("double-value", f"språk.{value.count(',') + 1}")
    }


@pytest.mark.parametrize("length", [1, 2, 3, 40])
def test_institutions_that_succeed_each_other_in_a_ring_are_refused_each_at_its_line(
    small_site: Path, build_site: Callable[..., Site], length: int
) -> None:
    names = [f"ring-{number}" for number in range(length)]
    for name, successor in pairwise([*names, names[0]]):
        text = f"navn: {name}\ngyldig til: 2015-12-31\netterfølger: {successor}\n"
        (small_site / INSTITUTIONS / f"{name}.yaml").write_text(text, "utf-8")
    with pytest.raises(Invalid) as caught:
        build_site(small_site)
    assert {(each.code, each.place.path, each.place.line) for each in caught.value.problems} == {
        ("succeeds-itself", f"{INSTITUTIONS}/{name}.yaml", 3) for name in names
    }
    assert all(len(str(each.values["way"])) < 200 for each in caught.value.problems)


@given(st.dictionaries(st.integers(0, 12), st.integers(0, 12)))
def test_a_ring_is_found_where_following_the_references_comes_back(numbers: dict[int, int]) -> None:
    following = {str(key): str(value) for key, value in numbers.items()}

    def comes_back(key: str) -> bool:
        at = key
        for _ in range(len(following) + 1):
            at = following.get(at, "")
            if at == key:
                return True
        return False

    cycles = list(members_of_cycles(following))
    members = [key for cycle in cycles for key in cycle]
    assert len(members) == len(set(members))
    assert set(members) == {key for key in following if comes_back(key)}
    assert all(following[one] == other for cycle in cycles for one, other in pairwise([*cycle, cycle[0]]))


def test_each_reference_is_followed_once() -> None:
    class Counted(dict[str, str]):
        asked = 0

        def __getitem__(self, key: str) -> str:
            self.asked += 1
            return super().__getitem__(key)

    chain = Counted({str(number): str(number + 1) for number in range(2000)})
    assert list(members_of_cycles(chain)) == []
    assert chain.asked == 2000


DEADLINES = "frister:\n" + "".join(
    f"  - hvem: lærer\n    hva: Frist {number}\n    dato: 2016-04-01\n    i tillegg: {more}\n"
    for number, more in enumerate(("ja", "ja", "ja", "nei", "nei"))
)


def test_deadlines_of_one_group_on_one_day_are_events_of_their_own(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    file = small_site / COURSE
    file.write_text(file.read_text("utf-8").replace("opphav:", f"{DEADLINES}opphav:", 1), "utf-8")
    year = small_site / "catalogue/2016-2017/year.yaml"
    again = "frister:\n  - hvem: lærer\n    hva: Enda en\n    dato: 2016-03-01\n"
    year.write_text(year.read_text("utf-8").replace("frister:\n", again, 1), "utf-8")
    for output in build_site(small_site).outputs:
        if output.path.endswith(".ics"):
            ids = [str(event["UID"]) for event in icalendar.Calendar.from_ical(output.content).walk("VEVENT")]
            assert len(ids) == len(set(ids)), output.path
