"""netlify.toml as it lies there: its command builds the site, its headers are strict, its trials say what they are."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main

PROJECT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((PROJECT / "netlify.toml").read_text(encoding="utf-8"))


def headers_for(path: str) -> dict[str, str]:
    """What the host sends for a path: every block whose pattern fits, later ones on top."""
    found: dict[str, str] = {}
    for block in SETTINGS["headers"]:
        if re.fullmatch(re.escape(block["for"]).replace(r"\*", ".*"), path):
            found |= block["values"]
    return found


def run_command(command: str, root: Path, environment: dict[str, str]) -> None:
    """Run the build part of a command of netlify.toml in `root`, with this environment's own site-builder."""
    build = command.rpartition(" && ")[2]
    words = shlex.split(re.sub(r"\$(\w+)", lambda name: environment[name[1]], build))
    assert words[0] == "site-builder"
    program = "from site_builder.cli import main; main()"
    subprocess.run([sys.executable, "-c", program, *words[1:]], cwd=root, check=True, capture_output=True)


def test_the_build_command_makes_the_published_folder(small_site: Path) -> None:
    run_command(SETTINGS["build"]["command"], small_site, {})
    folder = small_site / SETTINGS["build"]["publish"]
    assert (folder / "index.html").is_file()
    assert (folder / "404.html").is_file()
    assert "noindex" not in (folder / "index.html").read_text("utf-8")


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


@pytest.mark.parametrize("base", ["katalog.example", "https://katalog.example/under", "javascript:alert(1)", '"><b>'])
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
        ("/assets/site.0123456789.css", "Cache-Control", "public, max-age=31536000, immutable"),
        ("/2016-2017/", "Cache-Control", "public, max-age=0, must-revalidate"),
        ("/2016-2017/frister.ics", "Content-Type", "text/calendar; charset=utf-8"),
        ("/2016-2017/", "Speculation-Rules", '"/speculation-rules.json"'),
        ("/speculation-rules.json", "Content-Type", "application/speculationrules+json"),
        ("/studietilbud.atom", "Content-Type", "application/atom+xml; charset=utf-8"),
    ],
)
def test_files_have_the_right_type_and_age(path: str, name: str, value: str) -> None:
    assert headers_for(path)[name] == value


def test_every_published_file_stays_under_the_hosts_limits(published: Path) -> None:
    """Netlify takes at most 54,000 files in one folder."""
    assert max(len(list(folder.iterdir())) for folder in [published, *published.rglob("*")] if folder.is_dir()) < 54_000
