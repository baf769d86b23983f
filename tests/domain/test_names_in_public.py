"""How much of a name anybody may read."""

import pytest

from desk.domain.masking import name_in_public


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        ("person", "梁思源", "梁*"),
        ("person", "韦䶮", "韦*"),
        ("person", "𠅤一", "𠅤*"),
        ("person", "欧阳春晓", "欧阳*"),
        ("person", "欧阳", "欧*"),
        ("person", "马合木提·吐尔逊", "马合木提·*"),
        ("person", "", ""),
        ("organisation", "广西桂岭运输有限公司", "广西桂岭运输有限公司"),
    ],
)
def test_a_person_keeps_the_family_name(kind: str, name: str, shown: str) -> None:
    assert name_in_public(kind, name) == shown
