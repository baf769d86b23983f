"""Layers of a PDF (optional content, ISO 32000-2, 8.11): what was off stays off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


def are_plain(root: Any) -> bool:
    """Whether every reader agrees on which layers are shown.

    Readers differ on groups that are switched by use (shown on a screen and not printed) and on
    those that are meant for design only: a file in which that matters is not taken apart.
    """
    properties = root.get("/OCProperties")
    if properties is None:
        return True
    groups = list(properties.get("/OCGs", []))
    if any(not group.is_indirect for group in groups):
        return False
    off = _off(properties)
    for group in groups:
        is_on = group.objgen not in off
        if not is_on and "/View" not in _names(group.get("/Intent", None)):
            return False
        for use in _uses(properties, group):
            if (use == "/ON") != is_on:
                return False
    return True


def take_along(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """Give `target`, which has pages of `source`, that file's layers in the state they are in.

    They cannot be switched: the order in which a reader lists them is empty, and all are locked.
    """
    import pikepdf

    properties = source.Root.get("/OCProperties")
    if properties is None:
        return
    off = _off(properties)
    groups = list(properties.get("/OCGs", []))
    taken = [(target.copy_foreign(group), group.objgen in off) for group in groups]
    for group, _ in taken:
        for key in set(group.keys()) - {"/Type", "/Name"}:
            del group[key]
    if "/OCProperties" not in target.Root:
        configuration = pikepdf.Dictionary(BaseState=pikepdf.Name.ON)
        for name in ("/ON", "/OFF", "/Order", "/Locked"):
            configuration[name] = pikepdf.Array()
        target.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(), D=configuration)
    kept = target.Root.OCProperties
    for group, is_off in taken:
        kept.OCGs.append(group)
        kept.D.Locked.append(group)
        (kept.D.OFF if is_off else kept.D.ON).append(group)


def is_hidden(root: Any, content: Any) -> bool:
    """Whether what belongs to a group or a membership (`content`, an /OC entry) is not shown."""
    properties = root.get("/OCProperties")
    if properties is None or content is None:
        return False
    return not _is_shown(content, _off(properties), 0)


_DEEPEST = 16


def _is_shown(content: Any, off: set[tuple[int, int]], depth: int) -> bool:
    import pikepdf

    if depth > _DEEPEST or not isinstance(content, pikepdf.Dictionary | pikepdf.Array):
        return True
    if isinstance(content, pikepdf.Array):  # a rule: an operator and what it takes
        operator, *terms = list(content)
        shown = [_is_shown(term, off, depth + 1) for term in terms]
        if str(operator) == "/Not":
            return not all(shown)
        return any(shown) if str(operator) == "/Or" else all(shown)
    if str(content.get("/Type", "")) != "/OCMD":
        return content.objgen not in off
    if "/VE" in content:
        return _is_shown(content["/VE"], off, depth + 1)
    named: Any = content.get("/OCGs", [])
    groups = [named] if isinstance(named, pikepdf.Dictionary) else list(named)
    states = [group.objgen not in off for group in groups if isinstance(group, pikepdf.Dictionary)]
    policy = str(content.get("/P", "/AnyOn"))
    return not states or {
        "/AllOn": all(states),
        "/AnyOff": not all(states),
        "/AllOff": not any(states),
    }.get(policy, any(states))


def _off(properties: Any) -> set[tuple[int, int]]:
    """The groups that the default configuration hides."""
    default = properties.get("/D", {})
    groups = {group.objgen for group in properties.get("/OCGs", [])}
    on = {group.objgen for group in default.get("/ON", [])}
    off = {group.objgen for group in default.get("/OFF", [])}
    if str(default.get("/BaseState", "/ON")) == "/OFF":
        return (groups - on) | (off - on)
    return off


def _names(value: Any) -> set[str]:
    import pikepdf

    if value is None:
        return {"/View"}
    return {str(one) for one in value} if isinstance(value, pikepdf.Array) else {str(value)}


def _uses(properties: Any, group: Any) -> list[str]:
    """The states into which reading or printing would switch a group."""
    found = []
    for automatic in properties.get("/D", {}).get("/AS", []):
        if group.objgen not in {one.objgen for one in automatic.get("/OCGs", [])}:
            continue
        for category in automatic.get("/Category", []):
            use = group.get("/Usage", {}).get(str(category), {})
            state = use.get(f"{category}State")
            if state is not None:
                found.append(str(state))
            elif use:
                found.append("by zoom, language or person")
    return found
