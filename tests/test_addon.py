"""The add-on: what three settings of ours change in Scrapy's."""

from scrapy.settings import Settings

from newscrawl import settings as ours
from newscrawl.addon import Newscrawl


def settings(**values: str) -> Settings:
    found = Settings()
    found.setmodule(ours, "project")
    found.setdict(values, "cmdline")
    Newscrawl().update_settings(found)
    return found


def test_crawler_says_who_it_is_and_how_to_reach_its_people() -> None:
    assert settings(NEWSCRAWL_CONTACT="")["USER_AGENT"] == ours.USER_AGENT
    agent = settings(NEWSCRAWL_CONTACT="https://example.com/bot")["USER_AGENT"]
    assert agent == f"{ours.USER_AGENT} (+https://example.com/bot)"


def test_contact_is_said_once_and_behind_a_name_of_the_users_own() -> None:
    found = settings(NEWSCRAWL_CONTACT="bot@example.com", USER_AGENT="ours/1")
    Newscrawl().update_settings(found)
    assert found["USER_AGENT"] == "ours/1 (+bot@example.com)"
