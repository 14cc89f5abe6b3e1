"""One grammar reads every address that somebody writes: the site's own, `--base`, links of courses, sources."""

from __future__ import annotations

import re

import click
import pytest

from site_builder.catalogue.checks.link_addresses import address_problems
from site_builder.catalogue.schema.address_notation import ADDRESS_PATTERNS
from site_builder.catalogue.schema.address_parsers import parse_address, parse_site_address
from site_builder.catalogue.schema.fields import ADDRESS, EDIT_ADDRESS, NEW_ADDRESS, SITE_ADDRESS
from site_builder.catalogue.schema.messages import MESSAGES, InvalidValue
from site_builder.cli.options import WebAddress
from site_builder.problems import Place

SOUND = (
    "https://www.hihm.no",
    "HTTPS://www.HIHM.no/",
    "http://hihm.no:8080/studier?a=b&c=d#del-2",
    "https://høgskolen.no/æøå",
    "https://xn--hgskolen-54a.no/",
    "https://127.0.0.1:8000/",
    "https://a.no/(x)/%20?q={x}",
    "https://a-b.c--d.no?x",
    "https://a.no/@bruker",
    "https://a.no:65535",
)
WRONG = {
    "hihm.no": "bad-address",
    "javascript:alert(1)": "bad-address",
    "data:text/html,x": "bad-address",
    "//hihm.no": "bad-address",
    "https:hihm.no": "bad-address",
    "https:///hihm.no": "bad-address",
    "https://": "bad-address",
    "https://hihm": "bad-address.local",
    "https://a..no": "bad-address",
    "https://.no": "bad-address",
    "https://hihm.no.": "bad-address",
    "https://-a.no": "bad-address",
    "https://a-.no": "bad-address",
    "https://[::1]/": "bad-address",
    "https://[": "bad-address",
    "https://256.1.1.1/": "bad-address",
    "https://1.2.3/": "bad-address",
    "https://a%2eno/": "bad-address",
    "https://" + "a" * 64 + ".no": "bad-address",
    "https://" + "a." * 22 + "no": "bad-address",
    "https://a\u3002no": "bad-address",
    "https://user:pass@a.no/": "bad-address.user",
    "https://a.no@evil.no": "bad-address.user",
    "https://@a.no": "bad-address.user",
    "https://a.no:99999": "bad-address.port",
    "https://a.no:65536/": "bad-address.port",
    "https://a.no:0": "bad-address.port",
    "https://a.no:": "bad-address.port",
    "https://a.no:080": "bad-address.port",
    "https://a.no:x/": "bad-address.port",
    "https://a.no/a b": "bad-address.character",
    "https://a.no/\x00": "bad-address.character",
    "https://a.no/\x7f": "bad-address.character",
    "https://a.no/\u202egnp": "bad-address.character",
    "https://a.no/\u200b": "bad-address.character",
    "https://a\u200b.no/": "bad-address.character",
    "https://a.no/\\x": "bad-address.character",
    "https://a.no\\@evil.no": "bad-address.user",
    'https://a.no/"onclick=': "bad-address.character",
    "https://a.no/<script>": "bad-address.character",
    "https://a.no/\nx": "bad-address.character",
    "https://a.no/" + "x" * 2000: "too-long",
}
NO_SITE = (
    "https://a.no?x=y",
    "https://a.no/#z",
    "https://a.no/sti?x=y#z",
    "https://a.no//b",
    "https://a.no/../b",
    "https://a.no/.skjult",
    "https://a.no/å",
    "https://a.no/%2e%2e",
    "https://a.no/a;b",
    "https://høgskolen.no",
    "https://a.no/" + "x" * 200,
)


def refusal(parse: object, text: str) -> str | None:
    assert callable(parse)
    try:
        assert parse(text) == text
    except InvalidValue as fault:
        message, hint = MESSAGES[fault.name]
        assert message.format(**fault.values) and hint.format(**fault.values)
        return fault.name
    return None


@pytest.mark.parametrize("text", SOUND)
def test_an_address_is_read_as_it_is_written(text: str) -> None:
    assert refusal(parse_address, text) is None


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_address_is_refused_for_its_reason_in_every_field(text: str) -> None:
    assert refusal(parse_address, text) == WRONG[text]
    assert refusal(parse_site_address, text) == WRONG[text]
    for kind in (ADDRESS, SITE_ADDRESS, EDIT_ADDRESS, NEW_ADDRESS):
        assert not kind.accepts(text)


@pytest.mark.parametrize("text", NO_SITE)
def test_the_address_of_a_site_is_a_host_and_at_most_a_port_and_a_path(text: str) -> None:
    assert refusal(parse_address, text) is None
    assert refusal(parse_site_address, text) == "bad-address.site"
    with pytest.raises(InvalidValue) as fault:
        parse_site_address(text)
    assert refusal(parse_site_address, str(fault.value.values["suggestion"])) is None


@pytest.mark.parametrize("text", [*WRONG, *NO_SITE, *SOUND])
def test_settings_and_the_option_read_an_address_alike(text: str) -> None:
    try:
        option: str | None = WebAddress().convert(text, None, None)
    except click.BadParameter:
        option = None
    assert (option is not None) == SITE_ADDRESS.accepts(text)


@pytest.mark.parametrize("name", ADDRESS_PATTERNS)
@pytest.mark.parametrize("part", ["a.", "a-", "-", "1.", ":", "@", "/", "å", "{path}", "255.", "%", "x"])
def test_patterns_of_addresses_look_at_a_long_text_once(name: str, part: str) -> None:
    """A pattern that tried every way would not end: 2^100,000 of them."""
    re.fullmatch(ADDRESS_PATTERNS[name], "https://" + part * 20_000 + "\n")


@pytest.mark.parametrize(
    "text", [text for text, code in WRONG.items() if text.startswith("http") and "too-long" not in code]
)
def test_what_no_field_takes_no_text_links_to(text: str) -> None:
    [problem] = address_problems(Place("content/om.md", 3), text)
    assert problem.code == "bad-address"


@pytest.mark.parametrize(
    ("href", "code"),
    {
        "//evil.example/": "bad-address",
        "http:evil.example": "bad-address",
        "https:/evil.example": "bad-address",
        "HTTPS://a:b@evil.example": "bad-address",
        "mailto:a": "bad-email",
        "mailto:": "bad-email",
        "MAILTO:a@b.no%0Abcc:c@d.no": "bad-email",
    }.items(),
)
def test_half_an_address_in_a_text_is_reported(href: str, code: str) -> None:
    assert [each.code for each in address_problems(Place("content/om.md", 3), href)] == [code]


@pytest.mark.parametrize(
    "href", [*SOUND, "mailto:a@b.no", "mailto:a%40b.no?subject=Hei%20du", "tel:+4762430000", "/om/", "#a", ""]
)
def test_sound_addresses_and_links_within_the_site_are_passed_over(href: str) -> None:
    assert list(address_problems(Place("content/om.md", 3), href)) == []
