"""Two real windows on one scan folder: the second takes nothing until a person decides."""

from desk.domain.visits import Step
from desk.scan.claim import CLAIM
from desk.visit.audit_log import AuditKind
from tests.system.clerk import Clerk
from tests.system.day import Day
from tests.system.window_process import window_process

PAPER = "社会保障卡补领申请表"


def lying(day: Day) -> list[str]:
    return sorted(path.name for path in day.glass.iterdir() if path.name != CLAIM)


def test_the_second_window_says_so_and_takes_nothing_until_somebody_decides(day: Day) -> None:
    day.sign_in()
    for _ in range(2):
        day.take_ticket()
    profile = day.profile.with_name("profile of 5")

    async def takes_nothing_then_decides(clerk: Clerk) -> None:
        await clerk.is_told("SCN-24")
        day.lay_on_the_glass(PAPER)  # for the citizen of window 3
        files = lying(day)
        await clerk.calls_the_next()
        await clerk.identifies()
        await clerk.chooses()
        devices = clerk.window.services.materials_step.devices
        await clerk.waits(
            "window 3 to be seen at work",
            lambda: devices.state.claimed is not None and devices.state.claimed.code == "SCN-25",
        )
        await clerk.presses("F4")
        await clerk.is_told("SCN-25")
        await clerk.presses("F7")
        await clerk.sees("3 号窗口正在用这个扫描文件夹")
        assert lying(day) == files
        assert not (day.glass / "taken").exists()
        await clerk.presses("2")
        await clerk.waits("the folder to be this window's", lambda: devices.state.claimed is None)
        assert [
            act.clerk != ""
            for act in clerk.window.services.session.store.acts.acts()
            if act.kind == AuditKind.FOLDER_TAKEN_OVER
        ] == [True]
        await clerk.waits("the notice to go", lambda: clerk.notice is None)
        lies = await clerk.window.services.materials_step.what_lies()
        assert lies is not None
        assert (lies.own, lies.before) == (0, len(files)), "it came before: it is asked about"

        def three_was_told() -> bool:
            return b"belongs to window 5 on" in three.log.read_bytes()

        await clerk.waits("window 3 to be told", three_was_told)

    with window_process(day, "call") as three:
        three.stands()
        assert three.stands()["step"] == Step.IDENTIFY
        day.at_the_window(takes_nothing_then_decides, profile=profile, window="5")
