"""Which passwords are refused, and how one is stored."""

from __future__ import annotations

import pytest

from ceapp.accounts import passwords


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("eleven char", passwords.TOO_SHORT),
        ("aaaaaaaaaaaaaaaa", passwords.TOO_PLAIN),
        ("abababababababab", passwords.TOO_PLAIN),
        ("password1234", passwords.TOO_COMMON),
        ("PassWord1234", passwords.TOO_COMMON),
        ("good standing 2026", passwords.TOO_COMMON),
        ("alice@example.com", passwords.SAME_AS_ACCOUNT),
        ("Alice Rivera-Stone", passwords.SAME_AS_ACCOUNT),
        ("twelve chars", None),
        ("correct horse battery", None),
        ("パスワードはとても長いです", None),
    ],
)
def test_a_weak_password_is_refused_with_its_fault(password, fault):
    known = ("alice@example.com", "Alice Rivera-Stone")
    assert passwords.weakness(password, known=known) == fault


def test_the_list_of_common_passwords_holds_only_what_other_checks_let_pass():
    words = passwords._COMMON.read_text(encoding="utf-8").split()
    assert len(words) > 300
    assert words == sorted(set(words))
    assert all(len(word) >= passwords.SHORTEST and word == word.casefold() for word in words)


def test_a_password_is_stored_as_argon2id_with_the_chosen_cost():
    stored = passwords.hash_password("a lamp on the stairs")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(stored, "a lamp on the stairs")
    assert not passwords.matches(stored, "a lamp on the stair")


def test_the_same_letters_typed_on_another_keyboard_match():
    stored = passwords.hash_password("caf\u00e9 au lait chaud")
    assert passwords.matches(stored, "cafe\u0301 au lait chaud")


def test_without_an_account_no_password_matches_but_one_is_checked_at_full_cost(monkeypatch):
    checked = []
    hasher = passwords._hasher

    class Counting:
        def verify(self, stored, password):
            checked.append(stored)
            return hasher.verify(stored, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    assert not passwords.matches(None, "a lamp on the stairs")
    assert [stored[:31] for stored in checked] == ["$argon2id$v=19$m=19456,t=2,p=1$"]


def test_a_damaged_hash_lets_nobody_in():
    assert not passwords.matches("not a hash", "a lamp on the stairs")
