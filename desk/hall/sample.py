"""The sample hall: four services and sixteen windows, for practice, demos and first steps."""

from desk.domain.tickets import Service, Window

CODE, NAME = "NN01", "南宁市民中心"

SERVICES = (
    Service(
        *("A", "A", "企业开办", "设立、变更、注销"),
        name_en="Companies",
        hint_en="Founding, changes, closing",
    ),
    Service(
        *("B", "B", "食品经营", "许可新办、延续、变更"),
        name_en="Food business",
        hint_en="New licences, renewals, changes",
    ),
    Service(
        *("C", "C", "社会保障", "参保、养老、失业"),
        name_en="Social security",
        hint_en="Insurance, pensions, unemployment",
    ),
    Service(
        *("D", "D", "不动产登记", "转移、抵押、查询"),
        name_en="Real estate",
        hint_en="Transfers, mortgages, searches",
    ),
)

_RIGHT, _AHEAD_RIGHT, _AHEAD, _AHEAD_LEFT, _LEFT = 90, 45, 0, 315, 270

WINDOWS = tuple(
    Window(str(number), direction=direction)
    for number, direction in enumerate(
        [_RIGHT] * 4 + [_AHEAD_RIGHT] * 2 + [_AHEAD] * 4 + [_AHEAD_LEFT] * 2 + [_LEFT] * 4, 1
    )
)
"""Windows 1 to 16 stand around the hall, from the screen's right to its left; each serves all."""
