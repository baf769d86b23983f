"""Faults of an applicant and of a form, in the citizen's words."""

from collections.abc import Callable
from typing import Any

from desk.domain.forms import FormFault
from desk.domain.identity import IdentityFault, IdentityRule

_NAME = {
    IdentityRule.MISSING: "请填写申请人姓名或名称。",
    IdentityRule.TOO_LONG: "申请人姓名或名称过长。",
    IdentityRule.CHARACTERS: "申请人姓名或名称中有无法识别的字符。",
}
_ID_NUMBER = {
    IdentityRule.MISSING: "请填写身份证号。",
    IdentityRule.LENGTH: "身份证号应为 18 位。",
    IdentityRule.CHARACTERS: "身份证号只能是数字，最后一位可以是大写 X。",
    IdentityRule.REGION: "身份证号开头的地区码不存在。",
    IdentityRule.BIRTH_DATE: "身份证号中的出生日期不存在。",
    IdentityRule.BIRTH_AHEAD: "身份证号中的出生日期晚于今天。",
    IdentityRule.CHECK: "身份证号最后一位校验码不对，请核对是否抄错。",
}
_CREDIT_CODE = {
    IdentityRule.MISSING: "请填写统一社会信用代码。",
    IdentityRule.LENGTH: "统一社会信用代码应为 18 位。",
    IdentityRule.CHARACTERS: "统一社会信用代码中有不允许的字符。",
    IdentityRule.CHECK: "统一社会信用代码最后一位校验码不对，请核对是否抄错。",
}

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "是或否",
    "array": "多项",
    "object": "一组内容",
}
_FORMATS = {
    "date": "应为日期，例如 2026-11-24",
    "cn-id": "不是正确的身份证号",
    "uscc": "不是正确的统一社会信用代码",
}

_FORM: dict[str, Callable[[Any], str]] = {
    "required": lambda bound: "必须填写",
    "additionalProperties": lambda bound: "不属于这张表单",
    "minLength": lambda bound: f"至少 {bound} 个字",
    "maxLength": lambda bound: f"最多 {bound} 个字",
    "pattern": lambda bound: "格式不对",
    "enum": lambda bound: "只能是：" + "、".join(str(one) for one in bound),
    "type": lambda bound: "应为" + _TYPES.get(str(bound), str(bound)),
    "format": lambda bound: _FORMATS.get(str(bound), "格式不对"),
    "minimum": lambda bound: f"不能小于 {bound}",
    "maximum": lambda bound: f"不能大于 {bound}",
    "exclusiveMinimum": lambda bound: f"须大于 {bound}",
    "exclusiveMaximum": lambda bound: f"须小于 {bound}",
    "minItems": lambda bound: f"至少选 {bound} 项",
    "maxItems": lambda bound: f"最多选 {bound} 项",
    "uniqueItems": lambda bound: "有重复的项",
}


def identity_words(fault: IdentityFault, organisation: bool) -> str:
    """What is wrong with an applicant's name or number."""
    if fault.field == "name":
        return _NAME[fault.rule]
    return (_CREDIT_CODE if organisation else _ID_NUMBER)[fault.rule]


def form_words(fault: FormFault) -> str:
    """What is wrong with a field of the form."""
    worded = _FORM.get(fault.rule)
    return f"「{fault.title}」{worded(fault.bound) if worded else '不符合要求'}。"
