"""A job comes when it is due by Korean time: not twice and not never, whatever is done to the clock."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.jobs.schedule import Schedule, ScheduleError, read_schedule, read_span


def kst(words: str) -> datetime:
    return datetime.fromisoformat(f"{words}+09:00")


def turns(cron: str, after: str, count: int) -> list[str]:
    """The next turns, each found from the one before."""
    schedule, moment, found = read_schedule(None, cron), kst(after), []
    for _ in range(count):
        moment = schedule.next_after(moment, moment)
        found.append(moment.strftime("%a %d %H:%M"))
    return found


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("*/10 * * * *", ["Wed 17 12:10", "Wed 17 12:20"]),
        ("0 9 * * *", ["Thu 18 09:00", "Fri 19 09:00"]),
        ("30 9 * * 1-5", ["Thu 18 09:30", "Fri 19 09:30", "Mon 22 09:30"]),
        ("0 9 * * 0", ["Sun 21 09:00", "Sun 28 09:00"]),
        ("0 9 * * 7", ["Sun 21 09:00"]),
        ("0 9 * * sat,SUN", ["Sat 20 09:00", "Sun 21 09:00"]),
        ("0 9 * * 5-7", ["Fri 19 09:00", "Sat 20 09:00", "Sun 21 09:00"]),
        ("0 9 * * */3", ["Sat 20 09:00", "Sun 21 09:00", "Wed 24 09:00"]),
        ("0 9 1 * *", ["Wed 01 09:00"]),
        ("0 9 20 * 1", ["Sat 20 09:00", "Mon 22 09:00"]),  # either: cron's own rule
        ("0 0 29 2 *", ["Thu 29 00:00"]),
    ],
)
def test_cron_words_mean_what_cron_means(cron: str, expected: list[str]) -> None:
    assert turns(cron, "2020-06-17T12:00:00", len(expected)) == expected


def test_cron_words_are_korean_time() -> None:
    due = read_schedule(None, "0 9 * * *").next_after(kst("2020-06-17T09:00:00"), kst("2020-06-17T12:00:00"))
    assert due.astimezone(UTC).isoformat() == "2020-06-18T00:00:00+00:00"


@pytest.mark.parametrize(
    ("every", "cron", "way_out"),
    [
        (None, None, "give either"),
        ("1h", "* * * * *", "give either"),
        ("often", None, '"10 minutes"'),
        ("0 minutes", None, '"10 minutes"'),
        ("00s", None, '"10 minutes"'),
        ("-5 minutes", None, '"10 minutes"'),
        (None, "* * * *", "*/10"),
        (None, "61 * * * *", "*/10"),
        (None, "* * * * 8", "*/10"),
        (None, "* * * * 5-1", "*/10"),
        (None, "@daily", "*/10"),
        (None, "", "*/10"),
        (None, "0 0 31 2 *", "never comes"),
    ],
)
def test_what_names_no_time_is_refused_with_the_way_out(every: object, cron: object, way_out: str) -> None:
    with pytest.raises(ScheduleError) as refused:
        read_schedule(every, cron)
    assert way_out in str(refused.value)


def test_spans() -> None:
    assert [read_span(w) for w in ("90 seconds", "1 min", "every hour", "2 weeks")] == [90, 60, 3600, 1209600]


def test_a_job_that_never_ran() -> None:
    now = kst("2020-06-17T12:10:30")
    assert Schedule(seconds=600).next_after(None, now) == now
    cron = read_schedule(None, "*/10 * * * *")
    assert cron.next_after(None, now) == kst("2020-06-17T12:10:00"), (
        "a look every minute does not miss its turn"
    )
    assert cron.next_after(None, kst("2020-06-17T12:13:00")) == kst("2020-06-17T12:20:00")


class World:
    """A machine whose clock may be set, on which somebody looks every ``pace`` seconds, as `run --due` does."""

    def __init__(self, schedule: Schedule, pace: float = 60) -> None:
        self.schedule, self.pace = schedule, pace
        self.clock = kst("2020-06-17T11:59:30")
        self.real = 0.0
        self.last: datetime | None = None
        self.starts: list[float] = []  # by a clock that nobody sets

    def live(self, minutes: float) -> None:
        until = self.real + 60 * minutes
        while self.real < until:
            self.real += self.pace
            self.clock += timedelta(seconds=self.pace)
            if self.schedule.next_after(self.last, self.clock) <= self.clock:
                self.last = self.clock
                self.starts.append(self.real)

    def sleep(self, hours: float) -> None:
        self.clock += timedelta(hours=hours)

    def longest_wait(self) -> float:
        moments = [0.0, *self.starts, self.real]
        return max(later - earlier for earlier, later in itertools.pairwise(moments))


SCHEDULES = [Schedule(seconds=600), read_schedule(None, "*/10 * * * *")]


@pytest.mark.parametrize("schedule", SCHEDULES, ids=["every", "cron"])
class TestClocks:
    def test_a_day_without_anything(self, schedule: Schedule) -> None:
        world = World(schedule)
        world.live(24 * 60)
        assert len(world.starts) == 144

    def test_a_machine_that_slept_runs_once(self, schedule: Schedule) -> None:
        world = World(schedule)
        world.live(60)
        before = len(world.starts)
        world.sleep(8)
        world.live(1)
        assert len(world.starts) == before + 1
        world.live(60)
        assert len(world.starts) <= before + 8

    @pytest.mark.parametrize("hours", [0.01, 0.1, 0.3, 5, 24, 24 * 400])
    def test_a_clock_put_back(self, schedule: Schedule, hours: float) -> None:
        world = World(schedule)
        world.live(60)
        before = len(world.starts)
        world.clock -= timedelta(hours=hours)
        world.live(60)
        assert 4 <= len(world.starts) - before <= 8
        assert world.longest_wait() <= 30 * 60

    def test_a_clock_put_forward_and_back_again(self, schedule: Schedule) -> None:
        world = World(schedule)
        world.live(60)
        before = len(world.starts)
        world.clock += timedelta(days=3)
        world.live(1)
        world.clock -= timedelta(days=3)
        world.live(60)
        assert 6 <= len(world.starts) - before <= 8


def test_a_turn_is_not_taken_twice_when_the_clock_is_put_back_over_it() -> None:
    daily = read_schedule(None, "0 12 * * *")
    world = World(daily)
    world.live(5)
    for minutes in (3.4, 30.4, 120.4):  # so that a look comes a little before the moment of the last start
        world.clock -= timedelta(minutes=minutes)
        world.live(minutes + 5)
    assert len(world.starts) == 1
    world.live(24 * 60)
    assert len(world.starts) == 2


@given(st.lists(st.tuples(st.floats(-50, 50), st.integers(0, 90)), max_size=12))
def test_however_the_clock_is_set_a_job_goes_on(jumps: list[tuple[float, int]]) -> None:
    world = World(Schedule(seconds=600))
    for hours, minutes in jumps:
        world.clock += timedelta(hours=hours)
        world.live(minutes)
    world.live(30)
    assert world.real - world.starts[-1] <= 20 * 60
    quick = [b - a for a, b in zip(world.starts, world.starts[1:], strict=False) if b - a < 600]
    assert len(quick) <= len(jumps), "at most one turn too many for each time the clock was set"
