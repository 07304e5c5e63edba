"""What each register holds, and what else comes as a file, column by column; and by which headings a file may call it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sync.domain.checklists import Bilingual
from sync.domain.registers import values
from sync.domain.registers.values import Districts

Facts = Mapping[str, str]
"""A row by the names of its columns, every value in its one canonical text: codes of districts, days as YYYY-MM-DD, ``yes`` or
``no``, several words with ``;`` between two."""


class Register(StrEnum):
    """The registers that come and go as files."""

    COMPOUNDS = "compounds"
    OFFICERS = "officers"
    EXPERTS = "experts"


class PlanFile(StrEnum):
    """What a campaign's plan takes from files."""

    EXTRAS = "extras"


Listed = Register | PlanFile
"""Whatever comes as a file with headings, and goes out as one."""


@dataclass(frozen=True, slots=True)
class Column:
    """``titles`` head it in an exported file; a file may also use ``name`` or one of ``others``. ``read`` makes the one text or
    raises Unfit; what stands for an empty cell is ``empty``, unless the column is ``required``."""

    name: str
    titles: Bilingual
    others: tuple[str, ...]
    read: Callable[[str, Districts], str]
    required: bool = False
    empty: str = ""


def _column(
    name: str, zh: str, en: str, others: str, read: Callable[[str, Districts], str], required: bool = False, empty: str = ""
) -> Column:
    return Column(name, Bilingual(zh, en), tuple(filter(None, others.split("|"))), read, required, empty)


_ACTIVE = _column("active", "在册", "Active", "有效|是否在册|是否有效|在岗", values.flag, empty=values.YES)
_QUALIFICATIONS = _column("qualifications", "专业资格", "Qualifications", "资格|专长|专业|Qualification", values.words)

_CODES, _NAMES = "编码|小区编码|项目编号|小区编号|Compound code", "名称|小区名称|物业项目|小区|Compound"
COLUMNS: dict[Listed, tuple[Column, ...]] = {
    Register.COMPOUNDS: (
        _column("code", "项目编码", "Code", _CODES, values.token, True),
        _column("name", "项目名称", "Name", _NAMES, values.text, True),
        _column("address", "地址", "Address", "项目地址|小区地址|详细地址", values.text, True),
        _column("district", "区县", "District", "所属区县|所在区县|行政区|辖区|所属辖区|District code", values.district, True),
        _column(
            "enterprise_code",
            "统一社会信用代码",
            "Enterprise code",
            "信用代码|企业信用代码|社会信用代码|Credit code|Unified social credit code",
            values.credit_code,
            True,
        ),
        _column(
            "enterprise_name",
            "物业服务企业",
            "Enterprise",
            "企业名称|物业企业|物业公司|企业|Enterprise name",
            values.text,
            True,
        ),
        _column("grade", "信用等级", "Credit grade", "等级|Grade", values.grade),
        _column("kind", "项目类型", "Kind", "类型|物业类型|小区类型|Type", values.word),
        _column("marks", "风险标记", "Risk marks", "标记|风险|Marks|Risks", values.words),
        _column("latitude", "纬度", "Latitude", "Lat", values.latitude),
        _column("longitude", "经度", "Longitude", "Lon|Lng|Long", values.longitude),
        _ACTIVE,
    ),
    Register.OFFICERS: (
        _column("certificate", "执法证号", "Certificate", "执法证编号|证件号|证号|Certificate number", values.number, True),
        _column("name", "姓名", "Name", "名字|Officer", values.text, True),
        _column("home_district", "所属区县", "Home district", "区县|所在区县|District|Home", values.district, True),
        _column("department", "部门", "Department", "单位|所属部门|工作单位|执法机构", values.word, True),
        _column("checked", "证件已核验", "Certificate checked", "证件核验|是否核验|已核验|Checked", values.flag, True),
        _column("temporary", "临时人员", "Temporary", "是否临时|临时|编外人员", values.flag, empty=values.NO),
        _column("valid_from", "有效期起", "Valid from", "证件有效期起|有效期自|发证日期", values.day),
        _column("valid_until", "有效期止", "Valid until", "证件有效期止|有效期至|到期日期|Valid to", values.day, True),
        _QUALIFICATIONS,
        _ACTIVE,
    ),
    Register.EXPERTS: (
        _column("number", "专家编号", "Number", "编号|Expert number", values.number, True),
        _column("name", "姓名", "Name", "名字|专家姓名|Expert", values.text, True),
        _column("home_district", "所属区县", "Home district", "区县|所在区县|District|Home", values.district),
        _column("department", "单位", "Department", "部门|所属单位|工作单位|Organisation|Organization", values.word),
        _QUALIFICATIONS,
        _ACTIVE,
    ),
    PlanFile.EXTRAS: (
        _column("code", "项目编码", "Code", _CODES, values.token),
        _column("name", "项目名称", "Name", _NAMES, values.text),
        _column("kind", "类别", "Kind", "类型|原因|事由|Type|Reason", values.extra_kind, True),
        _column("weight", "额外权重", "Extra weight", "权重|加权|分值|Weight|Points", values.extra_weight, True),
        _column("source", "来源", "Source", "依据|出处|文号|Origin|Reference", values.text, True),
    ),
}
EITHER: dict[Listed, tuple[str, ...]] = {PlanFile.EXTRAS: ("code", "name")}
"""Columns of which a file has to have one, and a row to fill in one."""

KEYS = {listed: columns[0].name for listed, columns in COLUMNS.items()}
"""The column by which a row is recognised."""


def column_of(listed: Listed, name: str) -> Column:
    """The column with this name."""
    return next(column for column in COLUMNS[listed] if column.name == name)


def key_of(listed: Listed, facts: Facts) -> str:
    """What a row is recognised by; empty for somebody who was entered without."""
    return facts[KEYS[listed]]


def blank(listed: Listed) -> dict[str, str]:
    """A row of which nothing is said."""
    return {column.name: column.empty for column in COLUMNS[listed]}
