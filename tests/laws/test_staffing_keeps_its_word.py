"""Whatever the problem, contacts are chosen among those who may, have room, and are not pinned."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.problem import Problem
from planner.domain.staffing import SECOND, Caseload, Goal, Staffing
from planner.domain.workload import working_minutes
from planner.engine.assignment_measure import keeps_rules, loads, measure
from tests.instances import staffed
from tests.laws.problems import problems

ROUNDING = 2
"""Minutes: work and room are each rounded to whole ones."""

caseloads = st.builds(
    Caseload,
    hours_per_unit=st.sampled_from((0, 3, 40)),
    hours_per_meeting=st.sampled_from((0, 1.5)),
    most_percent=st.sampled_from((2, 30, 100)),
)
orders = st.permutations(list(Goal)).map(tuple)


@st.composite
def open_problems(draw: st.DrawFn) -> Problem:
    """A problem with some contacts, or none, and others last half-year."""
    drawn = draw(problems())
    kept = draw(st.sets(st.sampled_from([*drawn.contacts] or [""])))
    services = {service.id: draw(caseloads) for service in drawn.services}
    staffing = Staffing(
        services=services,
        forbidden=drawn.staffing.forbidden,
        last=draw(st.sampled_from(({}, drawn.contacts))),
        order=draw(orders),
    )
    contacts = {unit: each for unit, each in drawn.contacts.items() if unit in kept}
    return drawn.model_copy(update={"contacts": contacts, "staffing": staffing})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(open_problems())
def test_contacts_are_chosen_among_those_who_may(problem: Problem) -> None:
    found = staffed(problem)

    for name, who in found.chosen.items():
        duty, person = found.duties[name], problem.people_by_id[who]
        forbidden = problem.staffing.forbidden_for(duty.unit, duty.service)
        assert person.service == duty.service
        assert person.may_serve(problem.units_by_id[duty.unit])
        assert who not in forbidden
        if duty.rank == SECOND:
            assert who != found.assigned.get(name.removesuffix("/2"))
    for unit, services in problem.contacts.items():
        for service, people in services.items():
            assert found.staffed.contacts[unit][service][: len(people)] == people


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(open_problems())
def test_nobody_has_more_than_there_is_room_for_but_by_the_leaders_word(problem: Problem) -> None:
    found = staffed(problem)
    assignment = found.assignment

    assert keeps_rules(assignment, found.assigned)
    minutes = loads(assignment, found.assigned)
    for person in problem.people:
        if person.id in found.chosen.values() and person.id not in found.pinned.values():
            most = problem.staffing.caseload(person.service).most_percent
            room = working_minutes(problem, person) * most / 100
            duties = sum(name == person.id for name in found.chosen.values())
            assert minutes[person.id] <= room + ROUNDING * duties
    for goal, proven in found.proven.items():
        if goal != "fairness":  # which is added up over parts
            assert measure(assignment, found.assigned, goal) == proven.value
        assert proven.bound <= proven.value
