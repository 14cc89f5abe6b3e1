"""The catalogue in standard formats: each file is valid by its schema and equal to the catalogue."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import icalendar
import jsonschema
import pyshacl
import pytest
from lxml import etree
from rdflib import DCTERMS, RDF, Graph, URIRef

from site_builder.build import Site
from site_builder.exports import sitemap
from site_builder.sources.git_history import History, history

PROJECT = Path(__file__).parent.parent.parent
ELM = "http://data.europa.eu/snb/model/elm/"
SPACES = {
    "mlo": "http://purl.org/net/mlo",
    "dc": "http://purl.org/dc/elements/1.1/",
    "os": "http://a9.com/-/spec/opensearch/1.1/",
    "sk": "urn:studiekatalog:1",
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
}


@pytest.fixture(scope="session")
def outputs(real_site: Site) -> dict[str, bytes]:
    return {output.path: output.content for output in real_site.outputs}


@pytest.fixture
def small_outputs(small_site: Path, build_site: Callable[..., Site]) -> dict[str, bytes]:
    return {output.path: output.content for output in build_site(small_site).outputs}


def validator(outputs: dict[str, bytes]) -> jsonschema.Draft202012Validator:
    schema = json.loads(outputs["schema/catalogue.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_catalogue_json_is_valid_by_its_schema(outputs: dict[str, bytes]) -> None:
    data = json.loads(outputs["catalogue.json"])
    assert [error.message for error in validator(outputs).iter_errors(data)] == []
    assert len(data["courses"]) > 100


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", "naturfag"), ("credits", 0), ("level", 4), ("grades", "alle"), ("state", "aktiv"), ("deadlines", None)],
)
def test_the_schema_is_not_content_with_anything(small_outputs: dict[str, bytes], field: str, value: object) -> None:
    data = json.loads(small_outputs["catalogue.json"])
    data["courses"][0][field] = value
    assert not validator(small_outputs).is_valid(data)
    del data["courses"][0][field]
    assert not validator(small_outputs).is_valid(data)


def test_the_schema_explains_every_field(small_outputs: dict[str, bytes]) -> None:
    schema = json.loads(small_outputs["schema/catalogue.schema.json"])
    fields = schema["$defs"]["course"]["properties"]
    assert all(len(field["description"]) > 8 for field in fields.values())


def test_mlo_is_valid_by_its_schema(outputs: dict[str, bytes]) -> None:
    schema = etree.RelaxNG(etree.fromstring(outputs["schema/catalogue.mlo.rng"]))
    schema.assertValid(etree.fromstring(outputs["catalogue.mlo.xml"]))


def test_mlo_tells_provider_specification_and_instance_apart(small_outputs: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(small_outputs["catalogue.mlo.xml"])
    [provider] = root.findall("mlo:LearningOpportunityProvider", SPACES)
    assert provider.findtext("dc:title", namespaces=SPACES) == "Høgskolen i Hedmark"
    first, second = provider.findall("mlo:LearningOpportunitySpecification", SPACES)
    assert first.findtext("dc:identifier", namespaces=SPACES) == "hihm/naturfag-1-1-7"
    [instance] = second.findall("mlo:LearningOpportunityInstance", SPACES)
    assert instance.findtext("dc:identifier", namespaces=SPACES) == "2016-2017/hihm/naturfag-2-1-7"
    assert instance.findtext("sk:provenance", namespaces=SPACES) == "dokumentert"


def test_mlo_has_the_outcomes_and_the_assessment_of_each_text_that_states_them(outputs: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(outputs["catalogue.mlo.xml"])
    for course in root.iter("{http://purl.org/net/mlo}LearningOpportunitySpecification"):
        assert course.findtext("{http://xcri.org/profiles/1.2/catalog}learningOutcome")
        assert course.findtext("mlo:assessment", namespaces=SPACES)


def test_texts_cannot_break_out_of_mlo(small_site: Path, build_site: Callable[..., Site]) -> None:
    file = small_site / "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
    text = file.read_text(encoding="utf-8").replace("opptakskrav: ", 'opptakskrav: "]]></x> & <y>" # ', 1)
    file.write_text(text, encoding="utf-8")
    [output] = [each for each in build_site(small_site).outputs if each.path == "catalogue.mlo.xml"]
    assert "]]></x> & <y>" in {element.text for element in ElementTree.fromstring(output.content).iter()}


def of_type(outputs: dict[str, bytes], kind: str) -> list[dict[str, Any]]:
    return [each for each in json.loads(outputs["catalogue.elm.jsonld"])["@graph"] if each["type"] == kind]


def test_the_learning_model_has_an_opportunity_a_course(outputs: dict[str, bytes]) -> None:
    courses = json.loads(outputs["catalogue.json"])["courses"]
    names = {each["id"]: each["legalName"]["nb"] for each in of_type(outputs, "Organisation")}
    found = of_type(outputs, "LearningOpportunity")
    assert [each["identifier"]["notation"] for each in found] == [course["id"] for course in courses]
    for each, course in zip(found, courses, strict=True):
        assert names[each["providedBy"]["id"]] == course["institution"]["name"]
        specification = each["learningAchievementSpecification"]
        assert float(specification["creditPoint"]["point"]) == course["credits"]
        assert all(one["id"].startswith("http://publications.europa.eu/") for one in specification["language"])
        outcomes = {part["key"]: part["text"] for part in course["parts"]}.get("læringsutbytte")
        summary = specification.get("learningOutcomeSummary", {"noteLiteral": {course["language"]: None}})
        assert summary["noteLiteral"][course["language"]] == outcomes
        hours = course["workload_hours"]
        assert specification.get("volumeOfLearning") == (f"PT{hours}H" if hours else None)
        assert course["provenance"]["kind"] in each["additionalNote"][0]["noteLiteral"]["nb"]


def test_all_that_courses_of_the_learning_model_name_is_described_once(outputs: dict[str, bytes]) -> None:
    graph = json.loads(outputs["catalogue.elm.jsonld"])["@graph"]
    described = [each["id"] for each in graph]
    assert len(described) == len(set(described))
    assert {each["type"] for each in graph} >= {"Organisation", "Location", "Concept"}
    for course in of_type(outputs, "LearningOpportunity"):
        said = course["learningAchievementSpecification"]
        named = [course["mode"], course["defaultLanguage"], *course.get("location", ())]
        named += [said["educationSubject"], said["creditPoint"]["framework"], *said["language"]]
        assert {each["id"] for each in named} <= set(described)


def test_a_deadline_in_the_learning_model_lasts_until_midnight_in_oslo(small_outputs: dict[str, bytes]) -> None:
    [first, _] = of_type(small_outputs, "LearningOpportunity")
    until = datetime.fromisoformat(first["applicationDeadline"])
    assert until == datetime(2016, 3, 2, tzinfo=ZoneInfo("Europe/Oslo"))


def shapes_met(outputs: dict[str, bytes]) -> tuple[bool, str, Graph]:
    data = Graph().parse(data=outputs["catalogue.elm.jsonld"], format="json-ld")
    shapes = Graph().parse(data=outputs["schema/catalogue.elm.ttl"], format="turtle")
    conforms, _, said = pyshacl.validate(data, shacl_graph=shapes)
    return conforms, said, data


def test_elm_is_valid_by_its_shapes(outputs: dict[str, bytes]) -> None:
    conforms, said, data = shapes_met(outputs)
    assert conforms, said
    assert len(list(data.subjects(RDF.type, URIRef(f"{ELM}LearningOpportunity")))) > 100
    assert list(data.objects(None, DCTERMS.license)) == [URIRef("https://data.norge.no/nlod/no/2.0")]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"type":"CreditPoint"', '"type":"Points"'),
        ('"applicationDeadline":"2016', '"deadline":"2016'),
        ('"point":"30"', '"point":"tretti"'),
        ('"Location":"dct:Location"', '"Location":"Location"'),
    ],
)
def test_the_schema_of_the_learning_model_is_not_content_with_anything(
    small_outputs: dict[str, bytes], was: str, becomes: str
) -> None:
    text = small_outputs["catalogue.elm.jsonld"].decode()
    assert was in text
    changed = text.replace(was, becomes, 1).encode()
    assert not shapes_met({**small_outputs, "catalogue.elm.jsonld": changed})[0]


def test_cdm_is_valid_by_its_schema(outputs: dict[str, bytes]) -> None:
    schema = etree.RelaxNG(etree.fromstring(outputs["schema/catalogue.cdm.rng"]))
    found = etree.fromstring(outputs["catalogue.cdm.xml"])
    schema.assertValid(found)
    courses = json.loads(outputs["catalogue.json"])["courses"]
    assert sorted(found.xpath("//programID/text()")) == sorted(course["id"] for course in courses)
    found.find("orgUnit/program/programName").tag = "name"
    assert not schema.validate(found)


def test_cdm_has_the_programme_its_deadline_and_its_provenance(small_outputs: dict[str, bytes]) -> None:
    [organisation] = ElementTree.fromstring(small_outputs["catalogue.cdm.xml"]).findall("orgUnit")
    assert organisation.findtext("orgUnitName/text") == "Høgskolen i Hedmark"
    first, second = organisation.findall("program")
    assert first.findtext("programName/text") == "Naturfag 1 for 1.–7. trinn"
    assert [each.get("date") for each in first.findall("admissionInfo/registrationDeadline")] == ["2016-03-01"]
    assert [each.get("ECTScredits") for each in first.findall("qualification/credits")] == ["30"]
    assert (second.findtext("infoBlock[@userDefined='opphav']") or "").startswith("dokumentert; https://")


@pytest.mark.parametrize(("prefix", "language"), [("", "nb"), ("nn/", "nn")])
def test_a_browser_can_add_the_search(outputs: dict[str, bytes], prefix: str, language: str) -> None:
    root = ElementTree.fromstring(outputs[f"{prefix}opensearch.xml"])
    [page, _] = root.findall("os:Url", SPACES)
    assert page.get("template") == f"https://studiekatalog.example/{prefix}sok/?q={{searchTerms}}"
    assert root.findtext("os:Language", namespaces=SPACES) == language
    assert len(root.findtext("os:ShortName", namespaces=SPACES) or "") <= 16
    assert f'href="/{prefix}opensearch.xml"' in outputs[f"{prefix}index.html"].decode()


def test_llms_txt_links_only_to_pages_that_exist(outputs: dict[str, bytes]) -> None:
    text = outputs["llms.txt"].decode()
    assert text.startswith("# Studiekatalogen\n\n> ")
    for line in text.splitlines():
        if line.startswith("- ["):
            path = line.rsplit("https://studiekatalog.example/", 1)[1].rstrip(")")
            assert (f"{path}index.html" if path.endswith("/") or not path else path) in outputs


@pytest.mark.parametrize("page", ["data/index.html", "nn/data/index.html"])
def test_the_data_page_names_every_file_and_the_licence(outputs: dict[str, bytes], page: str) -> None:
    html = outputs[page].decode()
    for name in (
        "catalogue.json", "catalogue.csv", "catalogue.csv-metadata.json", "catalogue.excel.csv", "catalogue.mlo.xml",
        "catalogue.cdm.xml", "catalogue.elm.jsonld", "studietilbud.atom", "2016-2017/frister.ics", "sitemap.xml",
        "2016-2017/hva-mangler-jeg.json", "llms.txt",
    ):  # fmt: skip
        assert f'href="/{name}"' in html
    assert "NLOD" in html
    for schema in (name for name in outputs if name.startswith("schema/")):
        assert f'href="/{schema}"' in html


def test_the_footer_leads_to_the_data_page(outputs: dict[str, bytes]) -> None:
    assert '<a href="/data/">' in outputs["2016-2017/alle/index.html"].decode().split("<footer")[1]


def git(root: Path, *arguments: str, day: str = "2016-02-01") -> None:
    moment = f"{day}T12:00:00+00:00"
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.no", *arguments],
        cwd=root,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "HOME": str(root)},
    )


def test_the_sitemap_says_when_git_last_saw_a_text_change(small_site: Path, build_site: Callable[..., Site]) -> None:
    article, course = small_site / "content/om.md", small_site / "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
    git(small_site, "init", "-q")
    git(small_site, "add", "-A")
    git(small_site, "commit", "-qm", "all")
    article.write_text(article.read_text(encoding="utf-8") + "\nMer.\n", encoding="utf-8")
    git(small_site, "commit", "-qam", "more", day="2016-02-09")
    course.write_text(course.read_text(encoding="utf-8") + "\nMer.\n", encoding="utf-8")
    [output] = [each for each in build_site(small_site).outputs if each.path == "sitemap.xml"]
    found = {
        url.findtext("map:loc", namespaces=SPACES): url.findtext("map:lastmod", namespaces=SPACES)
        for url in ElementTree.fromstring(output.content)
    }
    base = "https://studiekatalog.example"
    assert found[f"{base}/om/"] == "2016-02-09"
    assert found[f"{base}/2016-2017/hihm/naturfag-1-1-7/"] == "2016-02-01"
    assert found[f"{base}/2016-2017/hihm/naturfag-2-1-7/"] is None, "changed since, on a day nobody knows yet"
    assert found[f"{base}/2016-2017/alle/"] is None


def test_without_git_history_no_days_are_exported(small_site: Path, tmp_path: Path) -> None:
    assert history(small_site) == History()
    git(small_site, "init", "-q")
    git(small_site, "add", "-A")
    git(small_site, "commit", "-qm", "one")
    git(small_site, "commit", "-qm", "two", "--allow-empty")
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{small_site}", tmp_path / "shallow"], check=True)
    assert history(small_site).days
    assert not history(tmp_path / "shallow").days
    assert history(tmp_path / "shallow").revision
    shutil.rmtree(tmp_path / "shallow")


def test_a_calendar_has_no_sequence_while_git_does_not_know_when_its_sources_changed(
    small_site: Path, build_site: Callable[..., Site], tmp_path: Path
) -> None:
    def calendars(root: Path) -> bytes:
        return b"".join(each.content for each in build_site(root).outputs if each.path.endswith(".ics"))

    git(small_site, "init", "-q")
    git(small_site, "add", "-A")
    git(small_site, "commit", "-qm", "one")
    git(small_site, "commit", "-qm", "two", "--allow-empty")
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{small_site}", tmp_path / "shallow"], check=True)
    whole, shallow = calendars(small_site), calendars(tmp_path / "shallow")
    assert whole.count(b"SEQUENCE") == whole.count(b"BEGIN:VEVENT") == shallow.count(b"BEGIN:VEVENT") > 0
    assert b"SEQUENCE" not in shallow, "it would be 0, and calendars ignore an event whose number falls"


def test_a_commit_still_to_come_gives_no_time_until_the_next_one(small_site: Path) -> None:
    course = small_site / "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
    path = str(course.relative_to(small_site))
    git(small_site, "init", "-q")
    git(small_site, "add", "-A")
    git(small_site, "commit", "-qm", "one")
    course.write_text(course.read_text(encoding="utf-8") + "\nMer.\n", encoding="utf-8")
    git(small_site, "commit", "-qam", "a wrong clock", day="2087-12-05")
    found = history(small_site)
    assert path not in found.days
    assert found.days["content/om.md"] == "2016-02-01"
    [problem] = found.problems
    assert problem.code == "no-history"
    assert str(problem.values["time"]).startswith("2087-12-05")
    course.write_text(course.read_text(encoding="utf-8") + "\nEnda mer.\n", encoding="utf-8")
    git(small_site, "commit", "-qam", "the clock is right", day="2016-02-09")
    mended = history(small_site)
    assert (mended.days[path], mended.problems) == ("2016-02-09", ())


def test_a_sitemap_too_large_for_one_file_becomes_several_and_an_index(
    small_site: Path, build_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MAX_ADDRESSES", 20)
    found = {each.path: each.content for each in build_site(small_site).outputs if each.path.startswith("sitemap")}
    index = ElementTree.fromstring(found.pop("sitemap.xml"))
    listed = [(each.findtext("map:loc", namespaces=SPACES) or "").rsplit("/", 1)[1] for each in index]
    assert listed == sorted(found, key=lambda name: int(name[8:-4]))
    assert len(found) > 2
    assert all(len(ElementTree.fromstring(content)) <= 20 for content in found.values())


def test_a_change_raises_the_sequence_of_a_calendar_and_the_course_in_the_feed(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    git(small_site, "init", "-q")
    git(small_site, "add", "-A", day="2016-01-15")
    git(small_site, "commit", "-qm", "before", day="2016-01-15")
    path = "2016-2017/hihm/naturfag-2-1-7.ics"
    before = {output.path: output.content for output in build_site(small_site).outputs}
    file = small_site / "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nNytt.\n", encoding="utf-8")
    git(small_site, "commit", "-qam", "after", day="2016-02-20")
    after = {output.path: output.content for output in build_site(small_site).outputs}

    def sequences(files: dict[str, bytes]) -> set[int]:
        return {int(event["SEQUENCE"]) for event in icalendar.Calendar.from_ical(files[path]).walk("VEVENT")}

    assert max(sequences(before)) < min(sequences(after))
    assert after["2016-2017/frister.ics"] == before["2016-2017/frister.ics"]
    first = ElementTree.fromstring(after["studietilbud.atom"]).find("{http://www.w3.org/2005/Atom}entry")
    assert first is not None
    assert first.findtext("{http://www.w3.org/2005/Atom}updated") == "2016-02-20T12:00:00Z"
    assert str(first.findtext("{http://www.w3.org/2005/Atom}id")).endswith("/naturfag-2-1-7/")
