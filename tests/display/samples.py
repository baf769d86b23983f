"""A hall at 10:47 as its screen sees it, and what is harder to show than that."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from desk.display.presenter import DisplayPresenter, DisplayState
from desk.domain.tickets import Call, HallOverview, Service, ServiceOutlook

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 24, 10, 47, tzinfo=CHINA)
FLOOR = "一层综合服务大厅"
SERVICES = (
    ("企业开办", 6, 540),
    ("食品经营", 4, 480),
    ("社会保障", 2, 120),
    ("不动产登记", 2, 300),
)
MANY = (
    ("企业开办", 6, 540), ("食品经营", 4, 480), ("社会保障", 2, 120), ("不动产登记", 2, 300),
    ("医疗保障与生育保险待遇", 18, 2_700), ("住房公积金", 0, 0), ("户籍与居住证", 11, 900),
    ("出入境证件", 31, 7_000), ("车辆与驾驶证", 9, 1_020), ("婚姻登记", 0, 240),
    ("税务", 24, 1_860), ("烟草专卖零售许可", 1, 60),
    ("工程建设项目审批与施工许可综合受理", 3, 1_500),
    ("交通运输从业资格", 2, 600), ("人才引进与职称", 5, 1_200), ("残疾人服务", 0, 0),
    ("退役军人事务", 1, 120), ("公证", 3, None), ("法律援助", 2, 660), ("综合窗口", 14, 1_140),
)  # fmt: skip
DIRECTIONS: dict[str, int | None] = {"1": 90, "2": 90, "3": 90, "4": 45, "6": 0, "12": 315}
CALLS = (("A024", "3"), ("B015", "3"), ("B016", "2"), ("Y005", "4"), ("A022", "6"), ("A021", "1"))


def call(seq: int, number: str, window: str, ago_s: float = 0, calls: int = 1) -> Call:
    return Call(seq, number, window, NOW - timedelta(seconds=ago_s), calls, DIRECTIONS.get(window))


def outlook(place: int, name: str, waiting: int, expected_s: int | None) -> ServiceOutlook:
    code = chr(ord("A") + place)
    return ServiceOutlook(Service(code, code, name), waiting, 0, 1, expected_s, True)


def overview(
    calls: tuple[Call, ...] = (),
    *,
    seq: int = 100,
    at: datetime = NOW,
    services: tuple[tuple[str, int, int | None], ...] = SERVICES,
    day_closed: bool = False,
) -> HallOverview:
    return HallOverview(
        seq=seq,
        at=at,
        utc_offset_min=480,
        hall="NN01",
        hall_name="南宁市民中心",
        services=tuple(outlook(place, *one) for place, one in enumerate(services)),
        windows=(),
        calls=calls,
        day_closed=day_closed,
    )


def board(
    services: tuple[tuple[str, int, int | None], ...] = SERVICES, **changed: object
) -> DisplayState:
    """What the drawn board shows."""
    presenter = DisplayPresenter(floor=FLOOR)
    calls = tuple(
        call(90 - place, number, window, 40 * place) for place, (number, window) in enumerate(CALLS)
    )
    presenter.see(overview(calls, services=services), DIRECTIONS)
    return replace(presenter.state, now=NOW, **changed)  # type: ignore[arg-type]
