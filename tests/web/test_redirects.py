"""No link leads a person to another site after signing in."""

from __future__ import annotations

import pytest

from ceapp.web.redirects import same_site

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "/\x00/evil.example",
    "/\x7f/evil.example",
    "http://evil.example",
    "https://evil.example",
    "HTTPS://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http:///evil.example",
    "ftp://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "user@evil.example",
    ".evil.example",
    "?next=//evil.example",
    "#//evil.example",
    "%2f%2fevil.example",
    "/%2fevil.example",
    "/%2Fevil.example",
    "/%5cevil.example",
    "/%5Cevil.example",
    "/%252fevil.example",
    "/%09/evil.example",
    "/%0d%0aLocation:%20//evil.example",
    "",
    None,
    "/" + "a" * 3000,
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_what_could_lead_to_another_site_is_refused(target):
    assert same_site(target) is None


@pytest.mark.parametrize(
    "target", ["/", "/courses", "/courses?q=a%20b&page=2", "/rules/us-ca-lcsw#total", "/@alice"]
)
def test_a_page_of_this_site_is_kept_as_it_is(target):
    assert same_site(target) == target
