"""Words the invented registers are put together from."""

from sync.domain.checklists import Bilingual


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DISTRICTS: tuple[tuple[str, Bilingual, int], ...] = (
    ("ZY", Bilingual("中原区", "Zhongyuan"), 12),
    ("EQ", Bilingual("二七区", "Erqi"), 12),
    ("GC", Bilingual("管城回族区", "Guancheng"), 11),
    ("JS", Bilingual("金水区", "Jinshui"), 16),
    ("SJ", Bilingual("上街区", "Shangjie"), 4),
    ("HJ", Bilingual("惠济区", "Huiji"), 8),
    ("ZD", Bilingual("郑东新区", "Zhengdong New Area"), 14),
    ("JK", Bilingual("经开区", "Economic Development Zone"), 8),
    ("GX", Bilingual("高新区", "High-Tech Zone"), 11),
    ("HK", Bilingual("航空港区", "Airport Zone"), 7),
    ("GY", Bilingual("巩义市", "Gongyi"), 5),
    ("XY", Bilingual("荥阳市", "Xingyang"), 6),
    ("XM", Bilingual("新密市", "Xinmi"), 5),
    ("XZ", Bilingual("新郑市", "Xinzheng"), 7),
    ("DF", Bilingual("登封市", "Dengfeng"), 5),
)
"""Code, name and number of compounds of the 15 districts; the bureau counted 131 projects in 2021."""

SPECIAL_COMPOUNDS = (
    ("ZD", "玥湖堃府"),
    ("GX", "喆园"),
    ("ZY", "杉禾新型社区一期安置小区北组团（含沿街商业共用部分）"),
    ("GC", "老槐树西街12号院"),
    ("HJ", "栖川国际·云岫公馆（住宅区）"),
    ("JK", "㛃溪里"),
    ("XZ", "稻香人家三号院及附属幼儿园、社区服务用房"),
    ("HK", "犇牛湾·鑫淼名邸"),
)
"""Compounds whose names are short, long, or hard to write: (district, name)."""

PREFIXES = _words(
    "杉禾 云岫 栖川 澄屿 沐溪 青棠 砚池 枕河 稻香 听雨 星汀 麦屿 桐荫 晴岚 松涧 柿园 槐序 知夏 临汀 闻莺 "
    "疏桐 漱石 望舒 采薇 揽月 朝歌 乘风 拾光 暮云 江蓠 苇岸 棠梨 半亩 南乔 北辰里 竹里 荷塘 芳甸 鹿原 雁汀"
)
SUFFIXES = _words("花园 家园 雅苑 小区 府 公馆 里 嘉苑 华庭 新城 名邸 湾 社区 公寓 上院 时代")
PARTS = ("", "", "", "", "", "一期", "二期", "北区", "南区", "（东院）")
STREETS = _words("栖云 澄溪 丰和 麦香 望岳 听泉 青杉 明德 梧桐 安澜 长乐 景行 怀远 松风 荷风 星河 同心 兴禾 锦程 百川")
SIDES = ("向东", "向西", "向南", "向北")

ENTERPRISE_FORMS = (
    "河南{}物业服务有限公司",
    "郑州{}物业管理有限公司",
    "河南{}城市服务有限公司",
    "郑州{}智慧物业有限责任公司",
    "{}物业服务集团有限公司郑州分公司",
)
ENTERPRISE_NAMES = _words(
    "安禾 邻安 善邻 居然好 万户馨 和畅 嘉邻 惠民居 佑家 守望 同乐 康宁居 睦邻 泰和里 清朗 金钥匙 蓝岸 暖阳 "
    "好管家 诚信居 绿意 鼎盛和 瑞丰 盛邻 德润 鸿雁 新程 宜家里 常青 晨光"
)
GRADES = ("AAA", "AA", "AA", "A", "A", "A", "A", "B", "B", "C")

KINDS = _words("住宅 住宅 住宅 商住混合 保障性住房 老旧小区")
RISKS = ((), (), ("高层",), (), ("地下空间", "高层"), (), ("电动自行车集中充电",))
DEPARTMENTS = _words("物业监管科 房屋安全科 综合执法大队")
ORGANISATIONS = _words("物业管理协会 建筑设计院 特种设备检验院 消防技术服务机构")
SKILLS = _words("物业管理 房屋结构 电梯 消防")

SURNAMES = _words("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹")
GIVEN_NAMES = _words(
    "建国 志强 秀英 海燕 文静 晓东 丽娜 国庆 振华 雪梅 明远 子涵 若琳 俊杰 思远 佳慧 浩然 雨桐 一鸣 春生 "
    "玉兰 伟 敏 静 磊 洋 艳 勇 婷婷 淼 犇 翀 翯 旻 昶 璟 昊天 䶮 赟 垚"
)
