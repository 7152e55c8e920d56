"""The exact solver agrees with a general one, and gives up nothing for a later goal."""

from __future__ import annotations

import random
from fractions import Fraction

import highspy
import pytest

from ceapp.rules import tableau
from ceapp.rules.linear import Program, TooLarge


def test_an_optimum_between_whole_numbers_is_exact():
    program = Program()
    x, y = program.variable(), program.variable()
    program.at_most({x: 1, y: 2}, 4)
    program.at_most({x: 2, y: 1}, 3)
    program.maximize([{x: 1, y: 1}])
    assert (program.value(x), program.value(y)) == (Fraction(2, 3), Fraction(5, 3))


def test_a_later_goal_takes_nothing_from_an_earlier_one():
    program = Program()
    x, y = program.variable(), program.variable()
    program.at_most({x: 1, y: 1}, 5)
    program.at_most({y: 1}, 4)
    program.maximize([{x: 1, y: 1}, {y: 1}, {x: 1}])
    assert (program.value(x), program.value(y)) == (1, 4)


def test_a_negative_bound_is_refused():
    with pytest.raises(ValueError, match="negative"):
        Program().at_most({}, -1)


def test_a_goal_without_bound_is_refused():
    program = Program()
    x = program.variable()
    with pytest.raises(ValueError, match="Nothing bounds"):
        program.maximize([{x: 1}])


def test_a_start_changes_nothing_about_the_best():
    for seed in range(100):
        answers = []
        for started in (False, True):
            rng = random.Random(seed)
            program = Program()
            names = [program.variable(rng.randint(0, 9)) for _ in range(5)]
            for _ in range(4):
                row = {name: rng.choice([1, 1, 2, -1]) for name in rng.sample(names, 3)}
                program.at_most(row, rng.randint(0, 9))
            if started:
                for name in names:
                    _ = program.turn(name) or program.push(name)
            program.maximize([dict.fromkeys(names, 1), *({name: 1} for name in names)])
            answers.append([program.value(name) for name in names])
        assert answers[0] == answers[1]


def test_a_variable_is_pushed_only_where_nothing_pushed_before_has_to_move():
    program = Program()
    first, second, third = program.variable(3), program.variable(4), program.variable(1)
    program.at_most({first: 1, second: 1, third: 1}, 5)
    assert [program.push(name) for name in (first, second, third)] == [True, True, False]
    assert [program.value(name) for name in (first, second, third)] == [3, 2, 0]


def test_a_variable_is_turned_only_as_a_whole_and_turned_back():
    program = Program()
    x, y = program.variable(3), program.variable(3)
    program.at_most({x: 1, y: 1}, 5)
    assert (program.turn(x), program.turn(y), program.value(x)) == (True, False, 3)
    assert (program.turn(x), program.turn(y), program.value(x)) == (True, True, 0)


def test_too_much_work_is_refused(monkeypatch):
    monkeypatch.setattr(tableau, "MOST_WORK", 100)
    program = Program()
    names = [program.variable(2) for _ in range(5)]
    with pytest.raises(TooLarge):
        program.at_most(dict.fromkeys(names, 1), 5)
        program.at_most(dict.fromkeys(names, 2), 5)


def test_what_kept_a_goal_back_is_scarce():
    program = Program()
    x, y = program.variable(3), program.variable(3)
    tight, loose = program.at_most({x: 1}, 2), program.at_most({y: 1}, 9)
    program.maximize([{x: 1, y: 1}])
    assert (program.scarce(tight), program.scarce(loose)) == (True, False)


@pytest.mark.parametrize("seed", range(150))
def test_random_programs_agree_with_a_general_solver(seed):
    rng = random.Random(seed)
    size = rng.randint(1, 6)
    rows = [
        (
            {j: rng.choice([1, 1, 1, -1, 2, -2, 3]) for j in range(size) if rng.random() < 0.6},
            rng.choice([0, 0, 1, 2, 5, 7]),
        )
        for _ in range(rng.randint(1, 7))
    ]
    rows += [({j: 1}, rng.randint(0, 9)) for j in range(size)]
    goals = [{j: rng.choice([-2, -1, 1, 2, 3]) for j in range(size)} for _ in range(2)]

    program = Program()
    names = [program.variable() for _ in range(size)]
    for row, bound in rows:
        program.at_most({names[j]: factor for j, factor in row.items()}, bound)
    program.maximize([{names[j]: weight for j, weight in goal.items()} for goal in goals])
    values = [program.value(name) for name in names]

    assert all(value >= 0 for value in values)
    for row, bound in rows:
        assert sum(factor * values[j] for j, factor in row.items()) <= bound
    first, second = (sum(w * values[j] for j, w in goal.items()) for goal in goals)
    assert float(first) == pytest.approx(_highs(size, rows, goals[0]), abs=1e-6)
    kept = ({j: -weight for j, weight in goals[0].items()}, -float(first) + 1e-9)
    assert float(second) == pytest.approx(_highs(size, [*rows, kept], goals[1]), abs=1e-5)


def _highs(size, rows, goal):
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    xs = [solver.addVariable(lb=0) for _ in range(size)]
    for row, bound in rows:
        if row:
            solver.addConstr(sum(factor * xs[j] for j, factor in row.items()) <= bound)
    solver.maximize(sum(weight * xs[j] for j, weight in goal.items()))
    return solver.getInfo().objective_function_value
