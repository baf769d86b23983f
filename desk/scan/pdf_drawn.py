"""The objects of a page that are drawn (ISO 32000-2), as lists of what is kept."""

from __future__ import annotations

from typing import Any

_PAGE = {
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate",
    "/Resources", "/Contents", "/Group", "/UserUnit",
}  # fmt: skip
_RESOURCES = {
    "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/ProcSet",
    "/Properties",
}  # fmt: skip
_STREAM = {"/Length", "/Filter", "/DecodeParms", "/DL"}
_FORM = _STREAM | {
    "/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/OC", "/Name",
}  # fmt: skip
_IMAGE = _STREAM | {
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent",
    "/ImageMask", "/Mask", "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/OC",
    "/Name",
}  # fmt: skip
_TILING = _STREAM | {
    "/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep",
    "/Resources", "/Matrix",
}  # fmt: skip
_STATE = {
    "/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/OP", "/op", "/OPM", "/Font", "/BG", "/BG2",
    "/UCR", "/UCR2", "/TR", "/TR2", "/HT", "/FL", "/SM", "/SA", "/BM", "/SMask", "/CA", "/ca",
    "/AIS", "/TK", "/UseBlackPtComp", "/HTO",
}  # fmt: skip
_MASK = {"/Type", "/S", "/G", "/BC", "/TR"}
_MEMBERSHIP = {"/Type", "/OCGs", "/P", "/VE"}
_NEVER_IN_FONTS = {"/AA", "/A", "/AF", "/Metadata", "/PieceInfo", "/JS", "/OpenAction"}


def keep_what_draws(page: Any) -> None:
    """Remove everything that draws nothing from a page and from its resources."""
    _only(page, _PAGE)
    _Walk().resources(page.get("/Resources"))


def _only(thing: Any, names: set[str]) -> None:
    for name in set(thing.keys()) - names:
        del thing[name]


class _Walk:
    """Visits each resource once: forms, patterns and masks have resources of their own."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()

    def resources(self, top: Any) -> None:
        waiting = [top]
        while waiting:
            resources = waiting.pop()
            if not _is_dictionary(resources) or self._was_seen(resources):
                continue
            _only(resources, _RESOURCES)
            for thing in _values(resources, "/XObject"):
                waiting += self._x_object(thing)
            for thing in _values(resources, "/Pattern"):
                waiting += self._pattern(thing)
            for thing in _values(resources, "/ExtGState"):
                waiting += self._state(thing)
            for thing in _values(resources, "/Font"):
                waiting += self._font(thing)
            self._properties(resources.get("/Properties"))

    def _was_seen(self, thing: Any) -> bool:
        if not thing.is_indirect:
            return False
        known = thing.objgen in self._seen
        self._seen.add(thing.objgen)
        return known

    def _x_object(self, thing: Any) -> list[Any]:
        if self._was_seen(thing):
            return []
        if str(thing.get("/Subtype", "")) == "/Image":
            _only(thing, _IMAGE)
            for mask in (thing.get("/SMask"), thing.get("/Mask")):
                if _is_stream(mask):
                    _only(mask, _IMAGE)
            return []
        _only(thing, _FORM)
        return [thing.get("/Resources")]

    def _pattern(self, thing: Any) -> list[Any]:
        if self._was_seen(thing):
            return []
        if _is_stream(thing):
            _only(thing, _TILING)
            return [thing.get("/Resources")]
        return self._state(thing.get("/ExtGState"))

    def _state(self, thing: Any) -> list[Any]:
        if not _is_dictionary(thing) or self._was_seen(thing):
            return []
        _only(thing, _STATE)
        mask = thing.get("/SMask")
        if not _is_dictionary(mask):
            return []
        _only(mask, _MASK)
        group = mask.get("/G")
        return self._x_object(group) if _is_stream(group) else []

    def _font(self, thing: Any) -> list[Any]:
        if not _is_dictionary(thing) or self._was_seen(thing):
            return []
        for name in _NEVER_IN_FONTS & set(thing.keys()):
            del thing[name]
        return [thing.get("/Resources")]

    def _properties(self, named: Any) -> None:
        """Layers stay; other marked content draws by itself and needs no properties."""
        import pikepdf

        if not _is_dictionary(named):
            return
        for name in list(named.keys()):
            thing = named[name]
            kind = str(thing.get("/Type", "")) if _is_dictionary(thing) else ""
            if kind == "/OCMD":
                _only(thing, _MEMBERSHIP)
            elif kind != "/OCG":
                named[name] = pikepdf.Dictionary()


def _is_dictionary(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)


def _is_stream(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Stream)


def _values(resources: Any, kind: str) -> list[Any]:
    found = resources.get(kind)
    if not _is_dictionary(found):
        return []
    return [thing for thing in found.values() if _is_dictionary(thing)]
