"""Reading a person's licenses; whose they are comes first, always."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam

from ceapp.db import db
from ceapp.licenses.models import License, Renewal

# Asked by most pages, so they are put together once.
_LICENSES = (
    db.select(License)
    .where(License.user_id == bindparam("user_id"), License.deleted_at.is_(None))
    .order_by(License.expires, License.id)
)
_IN_USE = _LICENSES.where(License.retired_at.is_(None))
_RETIRED = _LICENSES.where(License.retired_at.is_not(None))
_RENEWALS = (
    db.select(Renewal)
    .where(
        Renewal.user_id == bindparam("user_id"),
        Renewal.license_id.in_(bindparam("license_ids", expanding=True)),
    )
    .order_by(Renewal.ends.desc(), Renewal.id.desc())
)


def licenses(user_id: int, *, retired: bool = False) -> Sequence[License]:
    """Give the person's licenses that expire soonest first: the retired ones, or those in use."""
    asked = _RETIRED if retired else _IN_USE
    return db.session.scalars(asked, {"user_id": user_id}).all()


def license_of(user_id: int, license_id: int) -> License | None:
    """Give one license of this person, retired or not; None where it is not theirs or deleted."""
    return _one(user_id, license_id, deleted=False)


def deleted_license_of(user_id: int, license_id: int) -> License | None:
    """Give one license that this person deleted and may still bring back."""
    return _one(user_id, license_id, deleted=True)


def all_licenses(user_id: int) -> Sequence[License]:
    """Give the person's licenses, those in use first."""
    return [*licenses(user_id), *licenses(user_id, retired=True)]


def credentials_held(user_id: int) -> frozenset[str]:
    """Give the ids of the credentials for which the person has a license, retired ones included."""
    return frozenset(
        db.session.scalars(
            db.select(License.credential_id).where(
                License.user_id == user_id, License.deleted_at.is_(None)
            )
        )
    )


def entries_for(user_id: int, credential_id: str) -> Sequence[License]:
    """Give the person's licenses of one credential, retired ones included."""
    return db.session.scalars(
        db.select(License).where(
            License.user_id == user_id,
            License.credential_id == credential_id,
            License.deleted_at.is_(None),
        )
    ).all()


def renewals(user_id: int, license_ids: Iterable[int]) -> Sequence[Renewal]:
    """Give the periods that the person closed for these licenses, the latest first."""
    asked = {"user_id": user_id, "license_ids": sorted(license_ids)}
    return db.session.scalars(_RENEWALS, asked).all()


def renewal_of(user_id: int, renewal_id: int) -> Renewal | None:
    """Give one closed period of this person; None where it is not theirs."""
    return db.session.scalars(
        db.select(Renewal)
        .join(License, License.id == Renewal.license_id)
        .where(Renewal.user_id == user_id, Renewal.id == renewal_id, License.deleted_at.is_(None))
    ).one_or_none()


def _one(user_id: int, license_id: int, *, deleted: bool) -> License | None:
    gone = License.deleted_at.is_not(None) if deleted else License.deleted_at.is_(None)
    return db.session.scalars(
        db.select(License).where(License.user_id == user_id, License.id == license_id, gone)
    ).one_or_none()
