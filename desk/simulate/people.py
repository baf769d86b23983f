"""The citizens of a simulated day: who comes when, and how a call ends.

The shape of the day and the shares are those of a busy city hall in general terms, invented
here and kept together, so that they can be changed. The same seed makes the same day.
"""

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import exp

from desk.domain.tickets import Priority, Service

OPENS = time(9)
CLOSES = time(17)
LAST_ARRIVAL = time(16, 30)
MANNED_S = 7.2 * 3600
"""How long a window is manned on a day, breaks taken off, in seconds."""

MEAN_S = (690, 540, 400, 780)
"""How long a visit takes, by the place of its service (and again from the first), in seconds."""

SPREAD = 0.55
"""Standard deviation of the logarithm of a visit's length."""

DEMAND = (1.0, 0.8, 1.3, 0.6)
"""How many come for a service, by its place, against the others."""

BETWEEN_CALLS_S = (6.0, 25.0)

PRIORITY = 0.15
APPOINTED = 0.12
STAYS_AWAY = 0.1
"""The share of appointments that are not kept."""

SLOT_STEP_MIN = 10
EARLY_S, EARLY_SPREAD_S = 480.0, 500.0
"""Appointment holders come so long before the slot, give or take."""

NO_SHOW = 0.06
COMES_BACK = 0.45
CANCELS = 0.01
ON_HOLD = 0.02
HANDED_ON = 0.04


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody comes in: for an ordinary number, or for the appointment in `slot`."""

    at: datetime
    service: str
    priority: Priority = Priority.NORMAL
    slot: datetime | None = None
    leaves_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment made before the day; nobody comes when `comes_at` is None."""

    service: str
    slot: datetime
    comes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Day:
    """All who mean to come, in the order in which they do."""

    opens: datetime
    closes: datetime
    arrivals: tuple[Arrival, ...]
    booked: tuple[Booked, ...]


def mean_s(services: tuple[Service, ...], code: str) -> float:
    """How long a visit for this service takes in the mean, in seconds."""
    place = next(place for place, service in enumerate(services) if service.code == code)
    return float(MEAN_S[place % len(MEAN_S)])


def plan_day(
    dice: random.Random,
    opens: datetime,
    services: tuple[Service, ...],
    *,
    windows: int,
    load: float,
) -> Day:
    """A day whose doors open at `opens`, for so many windows; a `load` of 1 fills them."""
    weights = [DEMAND[place % len(DEMAND)] for place in range(len(services))]
    codes = [service.code for service in services]
    call_s = sum(BETWEEN_CALLS_S) / 2 + sum(
        weight * mean_s(services, code) for weight, code in zip(weights, codes, strict=True)
    ) / sum(weights)
    expected = load * windows * MANNED_S / call_s
    arrivals = []
    booked = []
    for _ in range(_poisson(dice, expected)):
        service = dice.choices(codes, weights)[0]
        if dice.random() < APPOINTED:
            booked.append(_appointment(dice, service, opens))
            continue
        arrivals.append(
            Arrival(
                opens + timedelta(seconds=_arrives_s(dice)),
                service,
                Priority.PRIORITY if dice.random() < PRIORITY else Priority.NORMAL,
                leaves_after_s=dice.uniform(120, 900) if dice.random() < CANCELS else None,
            )
        )
    arrivals += [
        Arrival(one.comes_at, one.service, Priority.APPOINTMENT, one.slot)
        for one in booked
        if one.comes_at is not None
    ]
    return Day(
        opens,
        datetime.combine(opens.date(), CLOSES, opens.tzinfo),
        tuple(sorted(arrivals, key=lambda arrival: arrival.at)),
        tuple(booked),
    )


def _appointment(dice: random.Random, service: str, opens: datetime) -> Booked:
    slot = opens + timedelta(minutes=SLOT_STEP_MIN * dice.randrange(2, 44))
    comes = slot - timedelta(seconds=dice.gauss(EARLY_S, EARLY_SPREAD_S))
    return Booked(service, slot, max(opens, comes) if dice.random() >= STAYS_AWAY else None)


def _arrives_s(dice: random.Random) -> float:
    """Seconds after the doors open: a peak in the morning, a lower one in the afternoon."""
    last_h = LAST_ARRIVAL.hour + LAST_ARRIVAL.minute / 60 - OPENS.hour
    while True:
        hour = dice.uniform(0, last_h)
        morning = exp(-(((hour - 0.9) / 1.1) ** 2))
        afternoon = 0.6 * exp(-(((hour - 5.7) / 1.2) ** 2))
        if dice.random() < 0.25 + 0.75 * min(1.0, morning + afternoon):
            return hour * 3600


def _poisson(dice: random.Random, expected: float) -> int:
    """How many events of a rate fall into a unit of time."""
    count, passed = 0, dice.expovariate(expected)
    while passed < 1:
        count += 1
        passed += dice.expovariate(expected)
    return count


@dataclass(frozen=True, slots=True)
class Fate:
    """How one call of one ticket ends; lengths in seconds.

    `comes_back_s` is when somebody who did not come is back at the kiosk, if ever.
    """

    comes: bool
    walk_s: float
    served_s: float
    comes_back_s: float | None
    on_hold_s: float | None
    handed_on: str | None


def fate(seed: int, number: str, called_at: datetime, mean: float, *, again: bool) -> Fate:
    """The fate of a call; `again` says that the ticket was at a window before."""
    dice = random.Random(f"{seed}/{number}/{called_at.isoformat()}")
    length = mean * dice.lognormvariate(-SPREAD * SPREAD / 2, SPREAD)
    comes = again or dice.random() >= NO_SHOW
    back = dice.uniform(240, 1500) if dice.random() < COMES_BACK else None
    hold = dice.uniform(200, 600) if dice.random() < ON_HOLD else None
    on = dice.choice(["service", "window"]) if dice.random() < HANDED_ON else None
    return Fate(
        comes=comes,
        walk_s=dice.uniform(12, 70),
        served_s=max(30.0, length / (2 if again else 1)),
        comes_back_s=None if comes else back,
        on_hold_s=None if again else hold,
        handed_on=None if again else on,
    )
