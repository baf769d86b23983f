"""PDFs with layers."""

from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from tests.scan.corpus.pdf_parts import (
    STAMP,
    TEXT,
    Brought,
    Fate,
    annotation,
    form_x_object,
    new,
    page,
    saved,
)


def _layered(
    configuration: Callable[[list[Any]], Dictionary],
    content: str | None = None,
    count: int = 2,
    group: Callable[[int], dict[str, Any]] = lambda _: {},
) -> bytes:
    pdf = new()
    groups = [
        pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"layer {n}"), **group(n)))
        for n in range(count)
    ]
    drawn = content or TEXT + " ".join(
        f"/OC /L{n} BDC BT /F1 30 Tf 30 {300 - 60 * n} Td (LAYER {n}) Tj ET EMC"
        for n in range(count)
    )
    page(pdf, drawn, Properties={f"/L{n}": one for n, one in enumerate(groups)})
    pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=configuration(groups))
    return saved(pdf)


def _switched_for_print(groups: list[Any]) -> Dictionary:
    event = Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array(groups))
    return Dictionary(OFF=Array([groups[0]]), AS=Array([event]))


def layers() -> Iterator[Brought]:
    """Optional content: on, off, by membership, on XObjects and annotations, by use."""
    yield Brought("layers on", _layered(lambda g: Dictionary(Order=Array(g))))
    yield Brought("one layer off", _layered(lambda g: Dictionary(OFF=Array([g[0]]))))
    yield Brought("the other layer off", _layered(lambda g: Dictionary(OFF=Array([g[1]]))))
    yield Brought("layers off", _layered(lambda g: Dictionary(OFF=Array(g), Order=Array(g))))
    yield Brought(
        "base state off", _layered(lambda g: Dictionary(BaseState=Name.OFF, ON=Array([g[1]])))
    )
    yield Brought(
        "on and locked", _layered(lambda g: Dictionary(ON=Array(g), Locked=Array(g), OFF=Array([])))
    )
    for state in ("ON", "OFF"):
        use = Dictionary(Print=Dictionary(PrintState=Name(f"/{state}")))
        yield Brought(
            f"printed {state}",
            _layered(_switched_for_print, group=lambda _n, use=use: {"Usage": use}),  # type: ignore[misc]
            Fate.AS_IT_IS,
        )
    yield Brought(
        "viewed otherwise",
        _layered(
            lambda g: Dictionary(
                OFF=Array([g[0]]),
                AS=Array([Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array(g))]),
            ),
            group=lambda n: {"Usage": Dictionary(View=Dictionary(ViewState=Name.ON))},
        ),
        Fate.AS_IT_IS,
    )
    yield Brought(
        "use without a switch",
        _layered(
            lambda g: Dictionary(OFF=Array([g[0]])),
            group=lambda n: {"Usage": Dictionary(Print=Dictionary(PrintState=Name.OFF))},
        ),
    )
    yield Brought(
        "design only, off",
        _layered(lambda g: Dictionary(OFF=Array([g[0]])), group=lambda n: {"Intent": Name.Design}),
        Fate.AS_IT_IS,
    )
    yield Brought(
        "design only, on",
        _layered(lambda g: Dictionary(ON=Array(g)), group=lambda n: {"Intent": Name.Design}),
    )
    for policy in ("AllOn", "AnyOn", "AnyOff", "AllOff"):
        pdf = new()
        groups = [
            pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"{n}"))) for n in range(2)
        ]
        member = Dictionary(Type=Name.OCMD, OCGs=Array(groups), P=Name(f"/{policy}"))
        page(
            pdf,
            TEXT + "/OC /M BDC 60 100 150 100 re f EMC",
            Properties={"/M": pdf.make_indirect(member)},
        )
        pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array([groups[0]])))
        yield Brought(f"membership {policy}", saved(pdf))
    pdf = new()
    groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"{n}"))) for n in range(2)]
    rule = Array([Name.And, groups[1], Array([Name.Not, groups[0]])])
    page(
        pdf,
        TEXT + "/OC /M BDC 60 100 150 100 re f EMC",
        Properties={"/M": pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=rule))},
    )
    pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array([groups[0]])))
    yield Brought("membership by a rule", saved(pdf), Fate.EITHER)
    for hidden in (True, False):
        pdf = new()
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
        drawing = form_x_object(pdf, "0 0 100 50 re f", (0, 0, 100, 50), OC=group)
        sheet = page(pdf, TEXT + "q 1 0 0 1 50 60 cm /X Do Q", XObject={"/X": drawing})
        stamp = annotation(pdf, "Stamp", (60, 200, 160, 250), STAMP, OC=group)
        sheet.obj.Annots = Array([stamp])
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([group]), D=Dictionary(OFF=Array([group] if hidden else []))
        )
        yield Brought(
            f"drawing and stamp on a layer that is {'off' if hidden else 'on'}", saved(pdf)
        )
