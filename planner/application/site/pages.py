"""Every page of the site, and what their forms are sent to."""

from __future__ import annotations

from planner.application.addresses import INVITATION, LINK, PASSWORD
from planner.application.site.entering import begin, end, show_log_in
from planner.application.site.joining import choose, join, show_invitation, show_password
from planner.application.site.link_page import show_link
from planner.application.site.own_page import (
    exchange_link,
    make_link,
    revoke_link,
    show_own_page,
)
from planner.application.site.start import show_start
from planner.application.site.visit import Page

PAGES: tuple[Page, ...] = (
    Page("start_page", "/", show_start),
    Page("log_in_page", "/log-in", show_log_in),
    Page("log_in_form", "/log-in", begin, sends=True, tries=True),
    Page("log_out_form", "/log-out", end, sends=True),
    Page("invitation_page", INVITATION, show_invitation, tries=True),
    Page("invitation_form", INVITATION, join, sends=True, tries=True),
    Page("password_page", PASSWORD, show_password, tries=True),
    Page("password_form", PASSWORD, choose, sends=True, tries=True),
    Page("own_page", "/me", show_own_page),
    Page("make_own_link", "/me/<office>/links", make_link, sends=True),
    Page("exchange_own_link", "/me/<office>/links/<link>/new", exchange_link, sends=True),
    Page("revoke_own_link", "/me/<office>/links/<link>/end", revoke_link, sends=True),
    Page("link_page", LINK, show_link, tries=True),
)
