"""netlify.toml: its command builds a clean clone, which is served with its headers and redirects."""

from __future__ import annotations

import http.client
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from click.testing import CliRunner
from host import HeaderRule, header_rules, redirect_rules, served

from site_builder.build import Site
from site_builder.cli.main import main
from site_builder.publish.folder import publish

PROJECT = Path(__file__).parent.parent.parent
SETTINGS = tomllib.loads((PROJECT / "netlify.toml").read_text(encoding="utf-8"))
PATHS = (
    "/", "/2016-2017/hihm/naturfag-2-1-7/", "/404.html", "/assets/site.0123456789.css", "/assets/js.0123456789/main.js",
    "/2016-2017/frister.ics", "/studietilbud.atom", "/catalogue.json", "/catalogue.csv", "/catalogue.mlo.xml",
    "/catalogue.elm.jsonld", "/nn/opensearch.xml", "/sitemap.xml", "/sw.js", "/robots.txt", "/a.webmanifest",
)  # fmt: skip


def headers_for(path: str) -> dict[str, str]:
    """Return the headers that netlify.toml sets for a path."""
    rules = [HeaderRule(block["for"], block["values"]) for block in SETTINGS["headers"]]
    return {name: value for rule in rules if rule.fits(path) for name, value in rule.values.items()}


def run_command(command: str, root: Path, environment: dict[str, str]) -> None:
    """Run the build part of a command of netlify.toml in `root`, with this environment's own site-builder."""
    build = command.rpartition(" && ")[2]
    words = shlex.split(re.sub(r"\$(\w+)", lambda name: environment[name[1]], build))
    assert words[0] == "site-builder"
    subprocess.run([sys.executable, "-m", "site_builder", *words[1:]], cwd=root, check=True, capture_output=True)


def ask(address: str, path: str) -> tuple[http.client.HTTPResponse, bytes]:
    """Return the response of the host at `address` for a path. Redirects are not followed."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean clone in which the command of netlify.toml was run, in an environment that was empty before."""
    folder = tmp_path_factory.mktemp("netlify")
    subprocess.run(["git", "clone", "-q", PROJECT, folder / "repo"], check=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "python"], check=True)
    paths = f"{folder / 'python/bin'}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": paths, "VIRTUAL_ENV": str(folder / "python"), "PIP_NO_COMPILE": "1"}
    command = tomllib.loads((folder / "repo/netlify.toml").read_text(encoding="utf-8"))["build"]["command"]
    done = subprocess.run(["bash", "-c", command], cwd=folder / "repo", env=environment, capture_output=True, text=True)
    if done.returncode and re.search("NewConnectionError|Temporary failure in name resolution", done.stderr):
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, done.stderr
    return folder / "repo"


@pytest.fixture(scope="session")
def host(clone: Path) -> Iterator[str]:
    """The clone's published folder on a host that obeys its `_headers`, `_redirects` and netlify.toml."""
    settings = tomllib.loads((clone / "netlify.toml").read_text(encoding="utf-8"))
    with served(clone / settings["build"]["publish"], settings) as address:
        yield address


def test_in_a_clean_clone_the_command_builds_all_that_the_sources_say(clone: Path, real_site: Site) -> None:
    made = {file.relative_to(clone / "public").as_posix() for file in (clone / "public").rglob("*") if file.is_file()}
    assert {"index.html", "404.html", "_headers", "version.json"} <= made
    courses = json.loads((clone / "public/catalogue.json").read_text(encoding="utf-8"))["courses"]
    assert len(courses) == len(list((clone / "catalogue").glob("20*/*/*.md"))) > 100
    version = json.loads((clone / "public/version.json").read_text(encoding="utf-8"))
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=clone, check=True, capture_output=True, text=True)
    assert version["revision"] == head.stdout.strip(), "a build leaves the checkout as it was"
    assert "noindex" not in (clone / "public/index.html").read_text("utf-8")


def test_its_host_answers_with_the_page_and_its_headers(host: str) -> None:
    answer, page = ask(host, "/2016-2017/hihm/naturfag-2-1-7/")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=UTF-8")
    assert b"<h1" in page
    for name, value in headers_for("/*").items():
        assert answer.headers.get_all(name) == [value]


def test_the_host_has_a_page_for_unknown_addresses(host: str) -> None:
    answer, page = ask(host, "/finnes/ikke/")
    assert answer.status == 404
    assert "Vi finner ikke siden" in page.decode()
    assert "Content-Security-Policy" in answer.headers


@pytest.fixture
def moved(small_site: Path, build_site: Callable[..., Site]) -> Path:
    """The published folder of a site with old addresses of a course and an article."""
    for path in ("catalogue/2016-2017/hihm/naturfag-2-1-7.md", "content/om.md"):
        text = (small_site / path).read_text(encoding="utf-8")
        old = f"gamle adresser: [/gammel/{Path(path).stem}/, /enda-eldre/{Path(path).stem}/]\nspråk:"
        (small_site / path).write_text(text.replace("språk:", old, 1), encoding="utf-8")
    (small_site / "catalogue/published-addresses.txt").write_text("/nn/gammel/om/\n", encoding="utf-8")
    publish(build_site(small_site).outputs, small_site / "public")
    return small_site / "public"


def test_every_redirect_leads_in_one_step_to_a_page(moved: Path) -> None:
    rules = redirect_rules(moved, {})
    assert len(rules) == 5, "two old addresses of two pages, and one that was published in nynorsk"
    with served(moved, SETTINGS) as host:
        for rule in rules:
            answer, _ = ask(host, rule.old)
            assert (answer.status, answer.headers["Location"]) == (301, rule.new)
            assert ask(host, rule.new)[0].status == 200


def test_a_host_that_knows_no_redirects_has_a_page_that_leads_on(moved: Path) -> None:
    rules = redirect_rules(moved, {})
    (moved / "_redirects").unlink()
    with served(moved, SETTINGS) as host:
        for rule in rules:
            answer, page = ask(host, rule.old)
            assert answer.status == 200
            assert f'http-equiv="refresh" content="0; url={rule.new}"' in page.decode()


def test_without_the_exclamation_mark_the_page_at_the_old_address_hides_the_redirect(tmp_path: Path) -> None:
    for path in ("index.html", "old/index.html", "404.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(path)
    for line, status in (("/old/ / 301", 200), ("/old/ / 301!", 301)):
        (tmp_path / "_redirects").write_text(f"{line}\n")
        with served(tmp_path, {}) as address:
            assert ask(address, "/old/")[0].status == status


CACHE = """
const { onPreBuild, onPostBuild } = await import(process.argv[1]);
import { cpSync, existsSync } from "node:fs";
const cache = {
  save: (paths) => paths.forEach((path) => cpSync(path, `${process.argv[2]}/${path}`, { recursive: true })),
  restore: (paths) => paths.forEach((path) => existsSync(`${process.argv[2]}/${path}`)
    && cpSync(`${process.argv[2]}/${path}`, path, { recursive: true })),
};
await (process.argv[3] === "before" ? onPreBuild : onPostBuild)({ utils: { cache } });
"""
"""The interface of Netlify's build cache, as a plugin calls it."""


def test_a_cache_that_netlify_restores_is_used_again(small_site: Path, tmp_path: Path) -> None:
    [plugin] = SETTINGS["plugins"]
    assert yaml.safe_load((PROJECT / f"{plugin['package']}/manifest.yml".lstrip("/")).read_text())["name"]
    script = str(PROJECT / f"{plugin['package']}/index.js".lstrip("/"))

    def deploy(checkout: Path) -> str:
        shutil.copytree(small_site, checkout)
        for when in ("before", "after"):
            if when == "after":
                said = CliRunner().invoke(
                    main, ["build", "--root", str(checkout), "--now", "2016-02-10", "--jobs", "1"]
                )
            node = ["node", "--input-type=module", "-e", CACHE, script, str(tmp_path / "cache"), when]
            subprocess.run(node, cwd=checkout, check=True)
        return said.output

    first, second = deploy(tmp_path / "one"), deploy(tmp_path / "two")
    assert " 0 laget på nytt" not in first
    assert " 0 laget på nytt" in second
    assert "Ingenting er endret" in second
    files = [
        {
            file.relative_to(root / "public"): file.read_bytes()
            for file in (root / "public").rglob("*")
            if file.is_file()
        }
        for root in (tmp_path / "one", tmp_path / "two")
    ]
    assert files[0] == files[1]


def test_the_python_of_the_host_is_one_the_builder_runs_on() -> None:
    wanted = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert wanted == f">={SETTINGS['build']['environment']['PYTHON_VERSION']}"


def test_the_host_is_asked_to_leave_the_files_as_they_are() -> None:
    assert SETTINGS["build"]["processing"]["skip_processing"] is True


def test_the_headers_in_the_folder_are_those_of_the_file(small_site: Path, build_site: Callable[..., Site]) -> None:
    publish(build_site(small_site).outputs, small_site / "public")
    alone = header_rules(small_site / "public", {})
    assert [rule for rule in alone if "Link" not in rule.values] == [
        HeaderRule(block["for"], block["values"]) for block in SETTINGS["headers"]
    ]


@pytest.mark.parametrize(("path", "index"), [("/sok/", "/search/nb.json"), ("/nn/sok/", "/search/nn.json")])
def test_a_search_page_is_sent_with_a_preload_of_its_index(
    small_site: Path, build_site: Callable[..., Site], path: str, index: str
) -> None:
    """The page repeats the link, because not every host sends the headers of the folder."""
    publish(build_site(small_site).outputs, small_site / "public")
    sent = [rule.values for rule in header_rules(small_site / "public", {}) if rule.fits(path)]
    assert [values["Link"] for values in sent if "Link" in values] == [f"<{index}>; rel=preload; as=fetch; crossorigin"]
    assert len(names := [name for values in sent for name in values]) == len(set(names))
    page = (small_site / f"public{path}index.html").read_text("utf-8")
    assert f'<link rel="preload" as="fetch" crossorigin href="{index}">' in page
    assert (small_site / f"public{index}").is_file()


@pytest.mark.parametrize("path", PATHS)
def test_no_two_rules_set_the_same_header(path: str) -> None:
    """Netlify would send the last of them, Cloudflare Pages both."""
    names = [
        name for block in SETTINGS["headers"] if HeaderRule(block["for"], {}).fits(path) for name in block["values"]
    ]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("context", ["deploy-preview", "branch-deploy"])
def test_a_trial_says_so_on_every_page_and_stays_out_of_search_engines(small_site: Path, context: str) -> None:
    address = "https://deploy-preview-7--katalog.example"
    run_command(SETTINGS["context"][context]["command"], small_site, {"DEPLOY_PRIME_URL": address})
    for page in (small_site / "public").rglob("*.html"):
        html = page.read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in html
        assert 'class="preview"' in html
    assert f'<link rel="canonical" href="{address}/">' in (small_site / "public/index.html").read_text("utf-8")
    assert (small_site / "public/robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("base", ["katalog.example", "https://u:p@k.example", "https://k.example?x", '"><b>'])
def test_an_address_that_is_none_is_wrong_use(small_site: Path, base: str) -> None:
    shutil.rmtree(small_site / "public", ignore_errors=True)
    result = CliRunner().invoke(main, ["build", "--root", str(small_site), "--base", base])
    assert result.exit_code == 2
    assert not (small_site / "public").exists()


def test_the_policy_lets_nothing_in_from_elsewhere_and_nothing_inline() -> None:
    policy = headers_for("/")["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert set(re.findall(r"'[\w-]+'|https?:\S*|\*", policy)) == {"'none'", "'self'"}


@pytest.mark.parametrize(
    "name",
    [
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Permissions-Policy",
        "Cross-Origin-Opener-Policy",
    ],
)
def test_every_answer_carries_the_headers_that_protect_readers(name: str) -> None:
    assert name in headers_for("/2016-2017/hihm/naturfag-2-1-7/")


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/assets/", "Cache-Control", "public, max-age=31536000, immutable"),
        ("/2016-2017/", "Cache-Control", "public, max-age=0, must-revalidate"),
        ("/sw.js", "Cache-Control", "public, max-age=0, must-revalidate"),
        ("/2016-2017/frister.ics", "Content-Type", "text/calendar; charset=utf-8"),
        ("/2016-2017/", "Speculation-Rules", '"/speculation-rules.json"'),
        ("/speculation-rules.json", "Content-Type", "application/speculationrules+json"),
        ("/studietilbud.atom", "Content-Type", "application/atom+xml; charset=utf-8"),
        ("/catalogue.csv", "Content-Type", "text/csv; charset=utf-8"),
        ("/catalogue.mlo.xml", "Content-Type", "application/xml; charset=utf-8"),
        ("/catalogue.elm.jsonld", "Content-Type", "application/ld+json; charset=utf-8"),
        ("/nn/opensearch.xml", "Content-Type", "application/opensearchdescription+xml; charset=utf-8"),
        ("/catalogue.json", "Access-Control-Allow-Origin", "*"),
    ],
)
def test_files_are_sent_with_the_right_type_and_age(
    site_address: str, published: Path, path: str, name: str, value: str
) -> None:
    if path == "/assets/":
        path = f"/{next(published.glob('assets/site.*.css')).relative_to(published)}"
    answer, _ = ask(site_address, path)
    assert (answer.status, answer.headers.get_all(name)) == (200, [value])


def test_no_published_file_is_sent_without_a_type(site_address: str, published: Path) -> None:
    kinds = {file.suffix: file for file in published.rglob("*") if file.is_file() and file.name[0] not in "._"}
    unknown = [
        suffix
        for suffix, file in kinds.items()
        if ask(site_address, f"/{file.relative_to(published)}")[0].headers["Content-Type"] == "application/octet-stream"
    ]
    assert unknown == []


def test_a_web_app_manifest_would_be_sent_as_one() -> None:
    assert headers_for("/site.webmanifest")["Content-Type"] == "application/manifest+json; charset=utf-8"


def test_every_published_file_stays_under_the_hosts_limits(published: Path) -> None:
    """Netlify takes at most 54,000 files in one folder."""
    assert max(len(list(folder.iterdir())) for folder in [published, *published.rglob("*")] if folder.is_dir()) < 54_000
