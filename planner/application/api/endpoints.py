"""Every endpoint of the API, in the order in which its document has them."""

from __future__ import annotations

from typing import Any

from planner.application.api import (
    calendar_endpoints,
    draft_endpoints,
    invitation_endpoints,
    job_endpoints,
    log_endpoints,
    meeting_endpoints,
    member_endpoints,
    office_endpoints,
    privacy_endpoints,
    publishing_endpoints,
    scenario_endpoints,
    schema_endpoints,
    session_endpoints,
    subscription_endpoints,
    version_endpoints,
)
from planner.application.api.endpoint import Endpoint

ENDPOINTS: tuple[Endpoint[Any, Any, Any], ...] = (
    *session_endpoints.ENDPOINTS,
    *office_endpoints.ENDPOINTS,
    *member_endpoints.ENDPOINTS,
    *invitation_endpoints.ENDPOINTS,
    *subscription_endpoints.ENDPOINTS,
    *draft_endpoints.ENDPOINTS,
    *publishing_endpoints.ENDPOINTS,
    *version_endpoints.ENDPOINTS,
    *scenario_endpoints.ENDPOINTS,
    *job_endpoints.ENDPOINTS,
    *calendar_endpoints.ENDPOINTS,
    *meeting_endpoints.ENDPOINTS,
    *schema_endpoints.ENDPOINTS,
    *privacy_endpoints.ENDPOINTS,
    *log_endpoints.ENDPOINTS,
)
"""A module of the API that makes endpoints has them in a tuple of this name, and is added here."""
