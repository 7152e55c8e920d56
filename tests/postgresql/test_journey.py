"""The main pages over PostgreSQL: sign up, license, course, standing, certificate, packet."""

from __future__ import annotations

import io

from ceapp.clock import today_in
from ceapp.rules.period import months_before
from tests import factories, pages
from tests.certificates.making import pdf


def certificate():
    return pdf("Certificate of Completion", "Alice Rivera", "Ethics in Everyday Practice")


def test_from_signing_up_to_the_packet(client):
    today = today_in("America/New_York")
    person = {
        "name": "Alice Rivera",
        "email": "alice@example.com",
        "password": "a harbor and four boats",
        "time_zone": "America/New_York",
    }
    assert pages.send(client, "/sign-up", person).status_code == 302
    expires = months_before(today, -6)
    held = {"expires": expires.isoformat(), "number": "12345", "issued": "2019-05-20"}
    answer = pages.send(client, "/licenses/new/us-ca-lcsw", held)
    assert answer.status_code == 302, pages.text_of(answer)
    license_page = answer.headers["Location"]

    course = {
        "title": "Ethics in Everyday Practice",
        "provider": "Harbor Lane Institute",
        "completed": today.isoformat(),
        "hours": "3",
        "topics-0-topic": "law-and-ethics",
        "topics-0-hours": "2",
        "format": "live-online",
        "activity": "course",
        "approvals": "aswb-ace",
        "approvals-aswb-ace": "1234",
    }
    assert pages.send(client, "/courses/new", course).status_code == 302
    assert "Ethics in Everyday Practice" in pages.text_of(client.get("/courses?q=ETHICS"))
    sorted_by_title = client.get("/courses?sort=title&topic=law-and-ethics&approval=aswb-ace")
    assert "Ethics in Everyday Practice" in pages.text_of(sorted_by_title)
    assert "3 of 36" in pages.text_of(client.get("/")).replace("hours", "").replace("  ", " ")
    assert "Law and ethics" in pages.text_of(client.get(license_page))

    files = {"files": (io.BytesIO(certificate()), "ethics.pdf")}
    sent = pages.send(client, "/courses/1/certificates", files)
    assert sent.status_code == 302, pages.text_of(sent)
    assert client.get("/certificates/1/file").get_data() == certificate()
    packet = client.get(f"/reports{license_page}/packet.pdf")
    assert packet.status_code == 200, packet.headers.get("Location")
    assert packet.get_data().startswith(b"%PDF")
    assert client.get("/healthz").status_code == 200


def test_numbers_and_signs_that_the_database_would_refuse_answer_404_or_nothing(signed_in, person):
    factories.course(user=person)
    for number in (2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30):
        assert signed_in.get(f"/courses/{number}").status_code == 404
    for name in ("q", "topic", "approval", "year", "sort"):
        assert signed_in.get(f"/courses?{name}=a%00b").status_code == 200
    assert pages.send(signed_in, "/settings", {"name": "A\0b", "time_zone": "America/Denver"})
    assert "Ab" in signed_in.get("/settings").get_data(as_text=True)
