from datetime import date

from constraints.working_days import WorkingDays
from tests.constraints.requirements import broken, said
from tests.instances import person, plan, problem, unit

# The adviser is off on Fridays, the head on Mondays.
PART_TIME = problem(
    people=[person(working_days=["monday", "tuesday", "wednesday", "thursday"])],
    units=[unit(leadership={"working_days": ["tuesday", "wednesday", "thursday", "friday"]})],
)
RULE = WorkingDays()


def test_days_on_which_all_work_keep_it() -> None:
    tuesday_and_thursday = plan(
        PART_TIME, {"rt.vika.1": "2027-01-12T09:00", "rt.vika.2": "2027-01-14T09:00"}
    )

    assert broken(RULE, PART_TIME, tuesday_and_thursday) == []


def test_a_person_is_not_asked_on_a_day_off() -> None:
    friday = plan(PART_TIME, {"rt.vika.1": "2027-01-15T09:00"})

    assert broken(RULE, PART_TIME, friday) == [
        RULE.violation(meetings=("rt.vika.1",), participants=("ppt-01",), day=date(2027, 1, 15))
    ]
    assert said(RULE, PART_TIME, friday) == [
        (
            (
                "Ressursteam, Vika skole står fredag 15. januar, "
                "men PP-rådgiver 01 arbeider ikke på fredager."
            ),
            (
                "Ressursteam, Vika skole står fredag 15. januar, "
                "men PP-rådgiver 01 arbeider ikkje på fredagar."
            ),
        )
    ]


def test_nor_is_the_head_of_a_unit() -> None:
    monday = plan(PART_TIME, {"rt.vika.1": "2027-01-11T09:00"})

    assert said(RULE, PART_TIME, monday) == [
        (
            (
                "Ressursteam, Vika skole står mandag 11. januar, "
                "men ledelsen ved Vika skole har ikke møter på mandager."
            ),
            (
                "Ressursteam, Vika skole står måndag 11. januar, "
                "men leiinga ved Vika skole har ikkje møte på måndagar."
            ),
        )
    ]


def test_nobody_works_at_the_weekend() -> None:
    saturday = plan(PART_TIME, {"rt.vika.1": "2027-01-16T09:00"})

    assert [each.participants for each in broken(RULE, PART_TIME, saturday)] == [
        ("ppt-01",),
        ("vika",),
    ]


def test_the_meeting_may_be_held_without_whoever_is_off() -> None:
    friday = plan(PART_TIME, {"rt.vika.1": "2027-01-15T09:00"}, people={"rt.vika.1": ()})

    assert broken(RULE, PART_TIME, friday) == []


def test_who_has_days_of_their_own_is_asked_on_no_others() -> None:
    outside = problem(people=[person(only_days=["2027-01-14", "2027-02-11"])])
    kept = plan(outside, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-02-11T09:00"})
    off = plan(outside, {"rt.vika.1": "2027-01-21T09:00"})

    assert broken(RULE, outside, kept) == []
    assert said(RULE, outside, off) == [
        (
            (
                "Ressursteam, Vika skole står torsdag 21. januar, "
                "men PP-rådgiver 01 kan bare møte på bestemte dager."
            ),
            (
                "Ressursteam, Vika skole står torsdag 21. januar, "
                "men PP-rådgiver 01 kan berre møte på bestemte dagar."
            ),
        )
    ]
