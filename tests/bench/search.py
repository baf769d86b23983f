"""Finding a matter among many as it is typed: milliseconds for each keystroke.

    python -m tests.bench.search --matters 300000

Names are put together from the words of real guides; typing is by characters, by pinyin and by
initials, from the first key to the last. The aim is p99 ≤ 20 ms per keystroke.
"""

import argparse
import itertools
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from desk.region.catalogue import Catalogue
from desk.region.contract import MatterChanges, MatterGuide
from desk.region.readings import readings
from desk.vault.database import metadata, open_database

WHOSE = """
个体工商户 企业 外商投资企业 农民专业合作社 社会团体 民办非企业单位 基金会 宗教活动场所
医疗机构 药品零售企业 幼儿园 民办学校 道路旅客运输 道路货物运输 危险货物运输 出租汽车
网络预约出租汽车 建筑施工企业 房地产开发企业 城镇燃气 供水 公共场所 旅馆业 娱乐场所
互联网上网服务营业场所 印刷企业 出版物零售单位 电影放映单位 林木种子 农药 兽药 饲料 水产苗种
渔业船舶 内河船舶 特种设备 计量器具 食品 食品小作坊 保健食品 餐饮服务 药品 医疗器械 化妆品
烟草专卖 职业技能培训机构 人力资源服务机构 劳务派遣 失业人员 残疾人 老年人 退役军人 城乡居民
灵活就业人员 流动人口 港澳台居民 外国人
"""
WHAT = """
生产 经营 使用 设立 执业 从业资格 卫生 消防安全 环境影响 排污 取水 采伐 占用林地 临时用地
建设用地 建设工程规划 施工 竣工验收 不动产首次 不动产转移 抵押权 居住证 社会保障卡
基本医疗保险 养老保险 失业保险金 生育津贴 工伤认定 住房公积金提取 公共租赁住房 最低生活保障
临时救助 护理补贴 婚姻 收养 户口迁移 身份证 出入境 机动车 驾驶证
"""
ACT = """
许可 登记 备案 审批 核准 确认 给付 认定 年度检验 证明出具 补贴申领 资格审查
"""
HOW = """
新办 变更 延续 注销 补发 换发 遗失补办 法定代表人变更 地址变更 首次申请 复审 撤销
"""


def guides(count: int) -> Iterator[MatterGuide]:
    """So many guides with different names, in no order."""
    names = [
        f"{whose}{what}{act}({how})"
        for whose, what, act, how in itertools.product(
            *(w.split() for w in (WHOSE, WHAT, ACT, HOW))
        )
    ]
    chance = random.Random(4)
    chance.shuffle(names)
    assert count <= len(names), f"no more than {len(names)} names"
    for place, name in enumerate(names[:count]):
        yield MatterGuide(
            code=f"11450100MB{place % 400:07d}J{place:013d}",
            version=1,
            name=name,
            name_en=f"Permit number {place}",
            authority="市场监督管理局",
            authority_code=f"11450100MB{place % 400:07d}J",
            level="county",
            kind="承诺件",
            applicants=("person",),
            legal_days=10,
            promised_days=5,
            fee_fen=0,
            visits=1,
            result="批复",
            materials=(),
            form={"type": "object"},
        )


def keystrokes(wanted: list[MatterGuide]) -> Iterator[str]:
    """What is typed on the way to each of these names."""
    for guide, said in zip(wanted, readings([one.name for one in wanted]), strict=True):
        gaps = said.plain[::3]
        for typed in (said.plain[:10], said.pinyin[:24], said.initials[:8], gaps, guide.code):
            for end in range(1, len(typed) + 1):
                yield typed[:end]


def main() -> None:
    """Fill a catalogue, type, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=300_000)
    parser.add_argument("--names", type=int, default=60, help="how many names are typed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "window.sqlite"
        engine = open_database(file)
        metadata.create_all(engine)
        kept, begun = Catalogue(engine), time.perf_counter()
        source = guides(given.matters)
        while page := tuple(itertools.islice(source, 2000)):
            kept.apply(MatterChanges("1", more=True, changed=page))
        seconds = time.perf_counter() - begun
        print(f"{given.matters} matters in {seconds:.1f} s, {file.stat().st_size / 1e6:.0f} MB")
        wanted = random.Random(5).sample(list(guides(given.matters)), given.names)
        passed, worked = [], []
        for typed in keystrokes(wanted):
            begun, busy = time.perf_counter(), time.thread_time()
            kept.search(typed)
            passed.append((time.perf_counter() - begun) * 1000)
            worked.append((time.thread_time() - busy) * 1000)
        engine.dispose()
    print(f"{len(passed)} keystrokes, ms that passed and ms of this thread's own work")
    passed.sort()
    worked.sort()
    for share in (0.5, 0.9, 0.99, 0.999, 1):
        place = min(int(len(passed) * share), len(passed) - 1)
        print(f"p{share * 100:g} {passed[place]:.1f} {worked[place]:.1f}")


if __name__ == "__main__":
    main()
