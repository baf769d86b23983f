"""The catalogue that a window follows, and finding a matter in it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from desk.domain.failures import Failure
from desk.domain.matters import ApplicantKind, Requirement
from desk.processes import ProcessPool
from desk.region.catalogue import Catalogue, GuidesKeptOut, MatterUnknown, follow, matter_of, sync
from desk.region.client import RegionClient
from desk.region.contract import MaterialGuide, MatterChanges, MatterGuide
from desk.region.problems import RegionAnswerBroken, RegionUnreachable
from desk.region.readings import readings
from desk.region.syllables import ways
from desk.region.tables import catalogue as catalogue_table
from desk.region.tokens import Tokens
from desk.vault.database import metadata, open_database
from desk.worker_thread import WorkerThread
from tests.practice_region import PracticeRegion
from tests.region.conftest import ClientTo
from tests.region.strange_server import StrangeServer, answer

FOOD = "11450100MB0000027D0000000000002"
SOCIAL_CARD = "11450100MB000004330000000000004"


def guide(name: str, code: str = "X1", **facts: object) -> MatterGuide:
    usual: dict[str, object] = {
        "code": code, "version": 1, "name": name, "name_en": "", "authority": "a",
        "authority_code": "b", "level": "county", "kind": "即办件", "applicants": ["person"],
        "legal_days": 3, "promised_days": 1, "fee_fen": 0, "visits": 1, "result": "r",
        "materials": [], "form": {},
    }  # fmt: skip
    return msgspec.convert({**usual, **facts}, MatterGuide)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(tmp_path / "window.sqlite")
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def kept(engine: Engine) -> Catalogue:
    """An empty catalogue."""
    return Catalogue(engine)


def names(kept: Catalogue, typed: str) -> list[str]:
    return [line.name for line in kept.search(typed)]


async def test_the_whole_catalogue_is_taken_in_and_then_only_what_changed(
    client: RegionClient, signed_in: PracticeRegion, kept: Catalogue, worker_thread: WorkerThread
) -> None:
    count = await sync(client, kept, worker_thread)
    assert count == kept.count() > 10
    assert await sync(client, kept, worker_thread) == 0

    food = await client.matter(FOOD)
    newer = msgspec.structs.replace(food, name="食品经营许可(仅销售)", version=2)
    signed_in.call("PUT", f"/practice/matters/{FOOD}", json=msgspec.to_builtins(newer))
    signed_in.call("DELETE", f"/practice/matters/{SOCIAL_CARD}")
    assert await sync(client, kept, worker_thread) == 2
    assert kept.matter(FOOD).version == 2
    assert names(kept, "食品") == ["食品经营许可(仅销售)"]
    assert names(kept, "shehuibaozhang") == []
    with pytest.raises(MatterUnknown):
        kept.matter(SOCIAL_CARD)


async def test_the_catalogue_is_there_when_the_region_is_away(
    client: RegionClient, signed_in: PracticeRegion, kept: Catalogue, worker_thread: WorkerThread
) -> None:
    await sync(client, kept, worker_thread)
    signed_in.kill()
    with pytest.raises(RegionUnreachable):
        await sync(client, kept, worker_thread)
    assert kept.search("spjyxk")
    assert kept.matter(FOOD).materials


async def test_readings_worked_out_in_the_workshop_find_the_same(
    client: RegionClient, kept: Catalogue, worker_thread: WorkerThread
) -> None:
    process_pool = ProcessPool()
    await sync(client, kept, worker_thread, process_pool)
    process_pool.close()
    assert names(kept, "gtgs") == ["个体工商户设立登记"]


async def test_following_goes_on_through_bad_weather(
    client: RegionClient, signed_in: PracticeRegion, kept: Catalogue, worker_thread: WorkerThread
) -> None:
    signed_in.fault(path="/matters", html=True, count=2)
    heard: list[int] = []
    changed = asyncio.Event()

    def hear(count: int) -> None:
        heard.append(count)
        changed.set()

    following = asyncio.create_task(
        follow(client, kept, worker_thread, every_s=0.05, on_changes=hear)
    )
    await asyncio.wait_for(changed.wait(), 20)
    following.cancel()
    assert heard == [kept.count()]


async def test_a_page_that_fails_leaves_what_came_before(
    strange: StrangeServer,
    client_to: ClientTo,
    tokens: Tokens,
    kept: Catalogue,
    worker_thread: WorkerThread,
) -> None:
    tokens.access = "any"
    first = MatterChanges("7", more=True, changed=(guide("食品经营许可"),))

    def script(request: bytes) -> bytes | None:
        return None if b"since=7" in request else answer(msgspec.json.encode(first))

    strange.script = script
    with pytest.raises(RegionUnreachable):
        await sync(client_to(strange.url), kept, worker_thread)
    assert kept.cursor() == "7"
    assert names(kept, "食品") == ["食品经营许可"]


async def test_a_region_that_never_comes_to_an_end_is_given_up(
    strange: StrangeServer,
    client_to: ClientTo,
    tokens: Tokens,
    kept: Catalogue,
    worker_thread: WorkerThread,
) -> None:
    tokens.access = "any"
    strange.always(answer(msgspec.json.encode(MatterChanges("7", more=True))))
    with pytest.raises(RegionAnswerBroken, match="cursor"):
        await sync(client_to(strange.url), kept, worker_thread)


NAMES = [
    "食品经营许可(新办)",
    "食品生产许可",
    "小餐饮经营许可",
    "长期护理保险待遇认定",
    "旅馆业特种行业许可",
    "女职工生育津贴",
    "重大项目联审",
    "𬭊矿开采登记",
    "ETC卡补办",
]


@pytest.fixture
def filled(kept: Catalogue) -> Catalogue:
    """A catalogue of a few telling names."""
    told = tuple(
        guide(name, f"11450100MB000001{place}", name_en="Food licence" * (place == 0))
        for place, name in enumerate(NAMES)
    )
    kept.apply(MatterChanges("1", more=False, changed=told))
    return kept


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("食品", "食品生产许可"),  # both begin so: the shorter first
        ("经营许可", "小餐饮经营许可"),
        ("食品许可", "食品生产许可"),  # with a gap
        ("许可新办", "食品经营许可(新办)"),  # the bracket is no hindrance
        ("食品 新办", "食品经营许可(新办)"),
        ("shipinjingying", "食品经营许可(新办)"),
        ("shipinj", "食品经营许可(新办)"),
        ("ShiPin JingYing", "食品经营许可(新办)"),
        ("SPJY", "食品经营许可(新办)"),
        ("食品jy", "食品经营许可(新办)"),
        ("ke", "食品生产许可"),  # the last syllable alone
        ("changqi", "长期护理保险待遇认定"),  # not zhang
        ("zhongda", "重大项目联审"),  # not chong
        ("lvguan", "旅馆业特种行业许可"),
        ("lüguan", "旅馆业特种行业许可"),
        ("nvzhigong", "女职工生育津贴"),
        ("hangye", "旅馆业特种行业许可"),
        ("𬭊", "𬭊矿开采登记"),
        ("矿开", "𬭊矿开采登记"),
        ("etc", "ETC卡补办"),
        ("ETC", "ETC卡补办"),
        ("food lic", "食品经营许可(新办)"),
        ("11450100mb0000012", "小餐饮经营许可"),
    ],
)
def test_a_matter_is_found_the_way_people_type(filled: Catalogue, typed: str, best: str) -> None:
    assert names(filled, typed)[0] == best


@pytest.mark.parametrize("typed", ["", "   ", "()", "税务", "zzzz", '"* OR NEAR(', "shuiwu"])
def test_what_is_not_there_is_not_found(filled: Catalogue, typed: str) -> None:
    assert names(filled, typed) == []


def test_no_more_are_listed_than_asked_for(filled: Catalogue) -> None:
    assert len(filled.search("许可", 2)) == 2


def test_a_window_that_never_followed_finds_nothing(kept: Catalogue) -> None:
    assert kept.search("食品") == []
    assert kept.cursor() == ""


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=120))
def test_whatever_is_typed_finds_or_does_not(filled: Catalogue, typed: str) -> None:
    assert len(filled.search(typed)) <= len(NAMES)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.text("食品经营许可登记办税务长重行女绿𬭊Aa1( )、", min_size=1, max_size=12),
    data=st.data(),
)
def test_every_run_of_a_name_finds_it(filled: Catalogue, name: str, data: st.DataObject) -> None:
    filled.apply(MatterChanges("2", more=False, changed=(guide(name, "XX"),)))
    (said,) = readings([name])
    assert len(said.syllables) == len(said.plain)
    if said.plain:
        start = data.draw(st.integers(0, len(said.plain) - 1))
        end = data.draw(st.integers(start + 1, len(said.plain)))
        run = said.plain[start:end]
        if len(run) > 1 or not run.isascii():  # one letter only finds what begins with it
            assert "XX" in [line.code for line in filled.search(run)]
    if len(said.plain) > 1:
        assert "XX" in [line.code for line in filled.search(said.pinyin)]
        assert "XX" in [line.code for line in filled.search(said.initials)]


def test_an_index_made_by_other_rules_is_made_anew(filled: Catalogue, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(catalogue_table.update().values(words=0))
        connection.execute(text("DROP TABLE matter_words"))
    assert names(filled, "spjy") == ["食品经营许可(新办)"]
    assert filled.cursor() == "1"


def test_the_same_page_may_be_applied_twice(filled: Catalogue) -> None:
    page = MatterChanges("2", more=False, changed=(guide("食品经营许可", "YY"),), gone=("ZZ",))
    filled.apply(page)
    filled.apply(page)
    assert filled.count() == len(NAMES) + 1
    assert [line.code for line in filled.search("食品经营许可")].count("YY") == 1


def test_a_guide_of_tomorrow_does_not_stop_the_window() -> None:
    told = guide(
        "x",
        applicants=["person", "robot"],
        kind="秒批件",
        materials=[MaterialGuide("01", "n", "hologram", 1, "perhaps", "applicant")],
    )
    matter = matter_of(told)
    assert matter.applicants == (ApplicantKind.PERSON,)
    assert matter.kind == "秒批件"
    assert matter.materials[0].required is Requirement.REQUIRED


def test_letters_are_read_as_syllables() -> None:
    assert ways("xian") == (("xian",), ("xia", "n"), ("xi", "an"), ("xi", "a", "n"))
    assert ("shi", "pin", "j") in ways("shipinj")
    assert ways("vvv") == ways("q1") == ()


def test_letters_that_are_no_pinyin_cost_nothing() -> None:
    assert ways("a" * 78 + "vv") == ()
    assert len(ways("nanangangan" * 6)) == 6


async def test_a_guide_that_cannot_be_used_is_kept_out_and_said_and_the_others_are_taken(
    strange: StrangeServer,
    client_to: ClientTo,
    tokens: Tokens,
    kept: Catalogue,
    worker_thread: WorkerThread,
    *,
    caplog: pytest.LogCaptureFixture,
) -> None:
    tokens.access = "any"
    form = {"type": "object", "properties": {"a": {"pattern": "["}, "b": {"$ref": "file:///x"}}}
    page = MatterChanges(
        "9",
        more=False,
        changed=(
            guide("食品经营许可", form={"type": "array"}, code="A1"),
            guide("取水许可", form=form, code="A2"),
            guide(
                "护士执业注册", form={"properties": {str(n): {} for n in range(2000)}}, code="A3"
            ),
            guide("教师资格认定", code="A4"),
        ),
    )
    strange.script = lambda _request: answer(msgspec.json.encode(page))
    told: list[Failure] = []
    assert await sync(client_to(strange.url), kept, worker_thread, on_kept_out=told.append) == 2
    assert kept.count() == 2
    assert [type(failure) for failure in told] == [GuidesKeptOut]
    assert told[0].facts == {"count": 2, "reason": "form: not the schema of an object"}
    assert kept.matter("A2").form == form  # as it came: the region's own words
    said = [record.getMessage() for record in caplog.records]
    assert [line for line in said if "only the platform" in line] == [
        "only the platform checks 2 rules of A2's form"
    ]


async def test_a_matter_whose_guide_was_kept_out_is_found_and_says_so(
    strange: StrangeServer,
    client_to: ClientTo,
    tokens: Tokens,
    kept: Catalogue,
    worker_thread: WorkerThread,
) -> None:
    """Also a guide that has not the contract's shape: it does not keep the others out."""
    tokens.access = "any"
    guides = [
        msgspec.to_builtins(guide("食品经营许可", code="A1")),
        {**msgspec.to_builtins(guide("取水许可", code="A2")), "promised_days": "soon"},
        {"code": 7, "name": ["x"]},
        msgspec.to_builtins(guide("教师资格\u202e认定", code="A3", form={"type": "array"})),
    ]
    told: list[Failure] = []

    async def comes(cursor: str, changed: list[object]) -> None:
        page = {"cursor": cursor, "more": False, "changed": changed}
        strange.script = lambda _request: answer(msgspec.json.encode(page))
        await sync(client_to(strange.url), kept, worker_thread, on_kept_out=told.append)

    await comes("1", [*guides])
    assert [failure.facts["count"] for failure in told] == [3]
    assert names(kept, "食品") == ["食品经营许可"]
    (line,) = kept.search("qushui")
    assert (line.name, line.kept_out, line.usable) == (
        "取水许可", "not a MatterGuide (promised_days)", False
    )  # fmt: skip
    (line,) = kept.search("教师资格")
    assert line.name == "教师资格 认定"
    assert line.kept_out == "name of a matter"
    with pytest.raises(MatterUnknown):
        kept.matter("A2")

    await comes("2", [guides[1]])  # the same once more is not said again
    assert len(told) == 1
    worse = msgspec.to_builtins(guide("食品经营许可", code="A1", version=2, legal_days=-1))
    await comes("3", [worse])
    assert len(told) == 2
    (line,) = kept.search("食品经营许可")
    assert (line.kept_out, line.older, line.usable) == ("days of a matter", True, True)
    assert kept.matter("A1").version == 1

    better = [msgspec.to_builtins(guide("食品经营许可", code="A1", version=3)), guides[1]]
    better[1] = {**guides[1], "promised_days": 3}
    await comes("4", better)
    (line,) = kept.search("食品经营许可")
    assert not line.kept_out
    (line,) = kept.search("取水许可")
    assert not line.kept_out
