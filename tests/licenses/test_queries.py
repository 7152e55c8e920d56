"""Reading licenses: only one's own, and neither deleted nor on another shelf."""

from datetime import date

from ceapp.licenses import actions, queries
from tests import factories


def test_licenses_come_with_the_soonest_expiration_first(person):
    later = factories.license(user=person, expires=date(2028, 6, 30))
    sooner = factories.license(user=person, expires=date(2027, 1, 31))
    assert list(queries.licenses(person.id)) == [sooner, later]


def test_retired_licenses_stand_apart(person):
    used, retired = factories.license(user=person), factories.license(user=person)
    actions.retire_license(retired, now=factories.NOW)
    assert list(queries.licenses(person.id)) == [used]
    assert list(queries.licenses(person.id, retired=True)) == [retired]
    assert queries.license_of(person.id, retired.id) is retired


def test_a_deleted_license_is_found_only_to_be_restored(person):
    row = factories.license(user=person)
    actions.delete_license(row, now=factories.NOW)
    assert list(queries.licenses(person.id)) == []
    assert queries.license_of(person.id, row.id) is None
    assert queries.credentials_held(person.id) == frozenset()
    assert queries.deleted_license_of(person.id, row.id) is row


def test_nobody_reads_the_licenses_of_another_person(person, stranger):
    row = factories.license(user=person)
    assert list(queries.licenses(stranger.id)) == []
    assert queries.license_of(stranger.id, row.id) is None
    assert queries.credentials_held(stranger.id) == frozenset()
    actions.delete_license(row, now=factories.NOW)
    assert queries.deleted_license_of(stranger.id, row.id) is None
