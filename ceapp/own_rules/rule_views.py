"""The pages of one rule among a person's own: adding, changing, removing it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.clock import now
from ceapp.own_rules import actions, queries
from ceapp.own_rules.actions import TooMuch
from ceapp.own_rules.blueprint import own_rules, today
from ceapp.own_rules.document import Document, requirements_of, unused_id
from ceapp.own_rules.models import OwnRules
from ceapp.own_rules.page import names_of_rules
from ceapp.own_rules.reading import name_of, read_own
from ceapp.own_rules.rule_form import RequirementForm, requirement_form
from ceapp.own_rules.shown import Names
from ceapp.own_rules.what_it_does import Effect, what_it_does
from ceapp.rules.rule_fields import RuleMistakes
from ceapp.rules.rule_text import parse
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404
from ceapp.web.undo import offer_undo

TRY = "try"  # the button that saves nothing
SAVED = "Saved: {name}."
REMOVED = "{name} is removed."
NO_TOTAL = (
    "No rule states a total of hours any more, so it is taken as not known, and your standing is "
    "never called sure. If the law sets none, say so under “The license as a whole”."
)
STILL_NEEDED = "{name} cannot be removed. {why}"


@own_rules.get("/<int:own_id>/add")
@login_required
def add_rule(own_id: int) -> tuple[str, int]:
    """Ask for one more rule."""
    row = mine_or_404(queries.own_rules_of, own_id)
    return _page(row, _form(row, None), None)


@own_rules.post("/<int:own_id>/add")
@login_required
def save_new_rule(own_id: int) -> Response | tuple[str, int]:
    """Add a rule, or say what is wrong with it."""
    row = mine_or_404(queries.own_rules_of, own_id)
    form, document = _form(row, None), parse(row.document)
    rule: Document = {"id": unused_id(document)}
    requirements_of(document).append(rule)
    return _answer(row, form, document, rule) or _page(row, form, None)


@own_rules.get("/<int:own_id>/rules/<rule_id>")
@login_required
def edit_rule(own_id: int, rule_id: str) -> tuple[str, int]:
    """Show one rule, ready to be changed."""
    row = mine_or_404(queries.own_rules_of, own_id)
    rule = _rule_or_404(parse(row.document), rule_id)
    return _page(row, _form(row, rule), rule_id)


@own_rules.post("/<int:own_id>/rules/<rule_id>")
@login_required
def change_rule(own_id: int, rule_id: str) -> Response | tuple[str, int]:
    """Save one rule, or say what is wrong with it."""
    row = mine_or_404(queries.own_rules_of, own_id)
    document = parse(row.document)
    rule = _rule_or_404(document, rule_id)
    form = _form(row, rule)
    return _answer(row, form, document, rule) or _page(row, form, rule_id)


@own_rules.post("/<int:own_id>/rules/<rule_id>/remove")
@login_required
def remove_rule(own_id: int, rule_id: str) -> Response:
    """Remove one rule, with the offer to undo it; not while another hangs on it."""
    row = mine_or_404(queries.own_rules_of, own_id)
    document = parse(row.document)
    names = Names(names_of_rules(read_own(row.document)))
    requirements_of(document).remove(_rule_or_404(document, rule_id))
    name = names.of_rules[rule_id]
    left = Names({key: words for key, words in names.of_rules.items() if key != rule_id})
    try:
        lost_total = actions.change_own_rules(row, document, now=now(), today=today())
    except RuleMistakes as wrong:
        first = wrong.mistakes[0]
        why = f"{left.place(first.key)}: {names.spoken(first.fault)}"
        flash(STILL_NEEDED.format(name=name, why=why), "info")
        return redirect(url_for("own_rules.show", own_id=own_id))
    offer_undo(REMOVED.format(name=name), url_for("own_rules.undo", own_id=own_id))
    if lost_total:
        flash(NO_TOTAL, "info")
    return redirect(url_for("own_rules.show", own_id=own_id))


def _answer(
    row: OwnRules, form: RequirementForm, document: Document, rule: Document
) -> Response | tuple[str, int] | None:
    """Save the document with what the form says of a rule, or only show what it would do.

    Gives None where something is wrong, which the form then says.
    """
    if not form.validate():
        return None
    known = rule["id"] if "cite" in rule else None  # a new rule has nothing but its id yet
    form.fill(rule)
    above = f"requirement[{requirements_of(document).index(rule) + 1}]"
    try:
        if request.form.get("do") == TRY:
            changed = actions.as_changed(document, today=today())
            effects = what_it_does(current_user.id, changed, today())
            return _page(row, form, known, effects=effects)
        return _saved(row, document, rule["id"])
    except TooMuch as wrong:
        form.form_errors.append(str(wrong))
    except RuleMistakes as wrong:
        named = {"": "This rule", **names_of_rules(read_own(row.document))}
        form.refuse_mistakes(wrong.mistakes, above, Names(_in_order(document, named)))
    return None


def _saved(row: OwnRules, document: Document, rule_id: str) -> Response:
    lost_total = actions.change_own_rules(row, document, now=now(), today=today())
    flash(SAVED.format(name=names_of_rules(read_own(row.document))[rule_id]), "done")
    if lost_total:
        flash(NO_TOTAL, "info")
    return redirect(url_for("own_rules.show", own_id=row.id))


def _in_order(document: Document, named: dict[str, str]) -> dict[str, str]:
    return {rule["id"]: named.get(rule["id"], named[""]) for rule in requirements_of(document)}


def _rule_or_404(document: Document, rule_id: str) -> Document:
    found = [rule for rule in requirements_of(document) if rule["id"] == rule_id]
    return found[0] if found else abort(404)


def _form(row: OwnRules, rule: Document | None) -> RequirementForm:
    credential = read_own(row.document)
    names = names_of_rules(credential)
    own_id = rule["id"] if rule else ""
    parts_of = {
        one.id: names[one.id] for one in credential.requirements if one.is_need and one.id != own_id
    }
    return requirement_form(rule, parts_of, today())


def _page(
    row: OwnRules,
    form: RequirementForm,
    rule_id: str | None,
    *,
    effects: Sequence[Effect] | None = None,
) -> tuple[str, int]:
    names = names_of_rules(read_own(row.document))
    return form_page(
        "own_rules/rule.html",
        form,
        row=row,
        name=name_of(row.document),
        rule_id=rule_id,
        rule_name=names[rule_id] if rule_id else "",
        effects=effects,
    )
