"""The rulebook: every rule there is, one file each. Nobody but the roof imports it.

`planner` gets a rulebook as a value. `RULES` lists the kinds; `rulebook` makes the rules of one
problem from the leader's settings.
"""

from __future__ import annotations

from constraints.as_needed_people_present import AsNeededPeoplePresent
from constraints.avoid_bridge_days import AvoidBridgeDays
from constraints.avoid_first_and_last_week import AvoidFirstAndLastWeek
from constraints.contact_comes_in_person import ContactComesInPerson
from constraints.days_between import DaysBetween
from constraints.even_load import EvenLoad
from constraints.even_spacing import EvenSpacing
from constraints.few_visit_days import FewVisitDays
from constraints.keeps_published_plan import KeepsPublishedPlan
from constraints.little_travel import LittleTravel
from constraints.meeting_held import MeetingHeld
from constraints.meeting_hours import MeetingHours
from constraints.minimum_attendance import MinimumAttendance
from constraints.most_meetings_per_day import MostMeetingsPerDay
from constraints.no_double_booking import NoDoubleBooking
from constraints.no_meeting_on_closed_days import NoMeetingOnClosedDays
from constraints.no_meeting_when_away import NoMeetingWhenAway
from constraints.one_meeting_per_room import OneMeetingPerRoom
from constraints.one_meeting_per_unit import OneMeetingPerUnit
from constraints.optional_meetings_held import OptionalMeetingsHeld
from constraints.order_between_series import OrderBetweenSeries
from constraints.preferred_weekdays import PreferredWeekdays
from constraints.required_attendance import RequiredAttendance
from constraints.rhythm_of_last_half_year import RhythmOfLastHalfYear
from constraints.same_person_in_series import SamePersonInSeries
from constraints.same_time import SameTime
from constraints.same_weekday import SameWeekday
from constraints.travel_time import TravelTime
from constraints.units_have_contacts import UnitsHaveContacts
from constraints.usual_day_of_month import UsualDayOfMonth
from constraints.visit_day_kept import VisitDayKept
from constraints.within_window import WithinWindow
from constraints.working_days import WorkingDays
from planner.engine.rule import Rule

RULES: tuple[type[Rule], ...] = (
    MeetingHeld,
    NoDoubleBooking,
    OneMeetingPerUnit,
    OneMeetingPerRoom,
    WorkingDays,
    NoMeetingWhenAway,
    NoMeetingOnClosedDays,
    MeetingHours,
    RequiredAttendance,
    UnitsHaveContacts,
    MinimumAttendance,
    WithinWindow,
    DaysBetween,
    OrderBetweenSeries,
    TravelTime,
    MostMeetingsPerDay,
    KeepsPublishedPlan,
    OptionalMeetingsHeld,
    SameWeekday,
    SameTime,
    RhythmOfLastHalfYear,
    EvenSpacing,
    PreferredWeekdays,
    UsualDayOfMonth,
    VisitDayKept,
    FewVisitDays,
    LittleTravel,
    EvenLoad,
    AvoidBridgeDays,
    AvoidFirstAndLastWeek,
    AsNeededPeoplePresent,
    ContactComesInPerson,
    SamePersonInSeries,
)
