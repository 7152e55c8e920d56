"""A greedy sharing for the linear program to start from: the nearer to the best, the less to do.

Whether it is near is a matter of speed only; the program reaches the best from anywhere.
"""

from __future__ import annotations

from ceapp.rules.contest import Question
from ceapp.rules.contest_courses import ContestedCourses
from ceapp.rules.linear import Program, Weights


def start(program: Program, courses: ContestedCourses, met: list[int], goal: Weights) -> None:
    """Count the hours under the fewest scarce limits, then serve the needs with least to spare."""
    for part in _cheapest_first(courses):
        beside = [used for used in courses.beside.get(part, ()) if program.turn(used)]
        if not program.push(part):
            for used in beside:
                program.turn(used)
    for n in _scarcest_first(program, courses):
        if not program.turn(met[n]):
            for _rivals, y in sorted(courses.takes[n]):
                if program.turn(y) and program.turn(met[n]):
                    break
    for falls in goal.keys() - set(met):
        program.turn(falls)


def _cheapest_first(courses: ContestedCourses) -> list[int]:
    """Give the variables of counted hours by the number of scarce limits, then by date."""
    meets, scarce = courses.meets, _scarce_limits(courses)
    return sorted(meets, key=lambda part: len(scarce.intersection(meets[part])))


def _scarce_limits(courses: ContestedCourses) -> set[int]:
    """Tell which limits keep hours from counting that could all count otherwise.

    A small program tells it, in which all hours under the same limits are one variable and the
    needs are left out.
    """
    alike: dict[tuple[int, ...], int] = {}
    for parts in courses.counted.values():
        for part in parts:
            pattern = courses.meets[part]
            alike[pattern] = alike.get(pattern, 0) + courses.program.most(part)
    small = Program()
    hours = {pattern: small.variable(most) for pattern, most in alike.items()}
    left = {}
    for limit in courses.question.binding:
        row = {x: 1 for pattern, x in hours.items() if limit in pattern}
        left[limit] = small.at_most(row, courses.question.limits[limit])
    small.maximize([dict.fromkeys(hours.values(), 1)])
    return {limit for limit, slack in left.items() if small.scarce(slack)}


def _scarcest_first(program: Program, courses: ContestedCourses) -> list[int]:
    """Give the needs, parts before wholes, by how much more than they lack is on offer."""
    question: Question = courses.question

    def plenty(n: int) -> tuple[int, int]:
        offered = sum(program.most(y) for _rivals, y in courses.takes[n])
        to_spare = offered + courses.supply[n] - question.needs[n].hours
        return -len(question.families.above[n]), to_spare

    return sorted(range(len(question.needs)), key=plenty)
