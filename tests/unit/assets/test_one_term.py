"""One thing has one name, wherever it is spoken of."""

import json
from importlib.resources import files

import pytest

_OTHER_NAMES = {
    "救援文件": ("应急文件",),
    "未受理": ("隔离", "拒收", "未被接受"),
    "存证副本": ("证据副本", "证据图"),
    "注册平板": ("登记平板", "启用平板", "启用这台平板"),
    "审核人员": ("监督员",),
    "发送": ("上报",),
}
"""The name that is used, and what it must not be called besides."""


@pytest.mark.parametrize("room", ["tablet", "console", "cli", "errors", "domain"])
def test_no_catalogue_has_a_second_name_for_what_has_one(room):
    sentences = json.dumps(
        json.loads(files("assets").joinpath("i18n", "zh-CN", f"{room}.json").read_text(encoding="utf-8")), ensure_ascii=False
    )
    found = [other for others in _OTHER_NAMES.values() for other in others if other in sentences]
    assert found == []
