"""Who may do what: the roles of a service, and what each of them may, as data.

A role is held in one office and says nothing about the others. The administrator looks after the
whole deployment, lets offices and people in and out, and does not see their plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.errors import NotAllowed
from planner.domain.words import Phrase, same


class Role(StrEnum):
    """What somebody is in an office."""

    LEADER = "leader"
    PLANNER = "planner"
    READER = "reader"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What somebody may."""

    SEE_OWN_MEETINGS = "see_own_meetings"
    """The meetings of the person that the member is, and that person's links."""
    SEE_PLANS = "see_plans"
    """Drafts, published versions, scenarios and everybody's meetings."""
    PLAN = "plan"
    """Change drafts and scenarios, and have them planned."""
    PUBLISH = "publish"
    HAND_OUT_LINKS = "hand_out_links"
    """Make, change and revoke the links of others: people, units, services."""
    MANAGE_MEMBERS = "manage_members"
    """Invite people to the office, give them roles there and take them back."""
    EXPORT_PERSON = "export_person"
    """Hand out what is kept about a person of the office."""
    ERASE = "erase"
    """Erase what is kept about a person of the office, and school years that are over."""
    SEE_LOG = "see_log"
    MANAGE_OFFICES = "manage_offices"
    """Make offices, and close accounts."""


OWN = frozenset({Permission.SEE_OWN_MEETINGS})
READING = OWN | {Permission.SEE_PLANS}
PLANNING = READING | {Permission.PLAN, Permission.HAND_OUT_LINKS}
PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.STAFF: OWN,
    Role.READER: READING,
    Role.PLANNER: PLANNING,
    Role.LEADER: PLANNING
    | {
        Permission.PUBLISH,
        Permission.MANAGE_MEMBERS,
        Permission.EXPORT_PERSON,
        Permission.ERASE,
        Permission.SEE_LOG,
    },
    Role.ADMINISTRATOR: frozenset(
        {Permission.MANAGE_MEMBERS, Permission.SEE_LOG, Permission.MANAGE_OFFICES}
    ),
}

NOT_ALLOWED = Phrase(
    nb="Rollen du har, gir ikke adgang til dette; be lederen om en annen rolle.",
    nn="Rolla du har, gjev ikkje tilgang til dette; be leiaren om ei anna rolle.",
)
ROLE_NAMES: Mapping[Role, Phrase] = {
    Role.LEADER: Phrase(nb="leder", nn="leiar"),
    Role.PLANNER: Phrase(nb="planlegger", nn="planleggjar"),
    Role.READER: Phrase(nb="leser", nn="lesar"),
    Role.STAFF: Phrase(nb="medarbeider", nn="medarbeidar"),
    Role.ADMINISTRATOR: same("administrator"),
}


@dataclass(frozen=True, slots=True)
class Membership:
    """A role that somebody has.

    Parameters
    ----------
    office
        Where; `None` for the whole deployment, which an administrator has and nobody else.
    person
        Who the member is in the office's problems; `None` for somebody who meets nobody.
    """

    office: str | None
    role: Role
    person: str | None = None


def may(memberships: Iterable[Membership], permission: Permission, office: str | None) -> bool:
    """Whether somebody with these roles may do something in an office.

    Parameters
    ----------
    office
        `None` for what concerns the whole deployment.
    """
    return any(
        each.office in {office, None} and permission in PERMISSIONS[each.role]
        for each in memberships
    )


def may_give(memberships: Iterable[Membership], role: Role, office: str | None) -> bool:
    """Whether somebody with these roles may give others a role in an office.

    Only an administrator makes another; whoever manages the members of an office gives the rest.
    """
    whole = role is Role.ADMINISTRATOR
    if whole != (office is None):
        return False
    needed = Permission.MANAGE_OFFICES if whole else Permission.MANAGE_MEMBERS
    return may(memberships, needed, office)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who has logged in.

    Parameters
    ----------
    account
        The account's id, which says nothing about who it is.
    memberships
        The roles they have now, one for each office.
    """

    account: str
    name: str
    memberships: tuple[Membership, ...]

    def require(self, permission: Permission, office: str | None) -> None:
        """See that they may do something.

        Raises
        ------
        NotAllowed
            They may not; it is the same whether there is such an office or not.
        """
        if not may(self.memberships, permission, office):
            raise NotAllowed(NOT_ALLOWED)
