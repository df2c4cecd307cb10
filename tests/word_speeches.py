"""Two speeches made by hand: a rich one as drafting writes it, an ugly one as nobody should."""

from drafter.speech import Block, Origin, Sentence, Span, Speech

PHRASE = Origin("phrase", "7c1e9a40b2d85f13")
ANSWER = Origin("brief", "形势.问题[0].对策")
HOLE = Span("【待补：针对“工业投资后劲不足”的举措、牵头单位和时限】", ANSWER, hole=True)
SAYINGS = (
    "各级各部门要把责任扛在肩上，把措施落到实处，以钉钉子精神推动各项部署落地见效。",
    "要加强统筹协调，形成上下贯通、左右联动的工作格局，不断提高治理能力和服务水平。",
    "领导干部要深入一线掌握实情，既解决眼前的具体困难，又着力完善管长远的制度机制。",
    "时间从现在就开始计算，每个项目排出节点、明确专人，开工一个、销号一个。",
)
HEADINGS = (
    "一、抓项目、扩投资，在积蓄后劲上实现新突破",
    "二、兴产业、促升级，在转型提质上实现新突破",
    "三、转作风、抓落实，在担当作为上实现新突破",
)
RUN_INS = ("（一）倒排工期抓进度。", "（二）要素保障解难题。", "（三）专班推进促开工。")


def said(
    text: str, label: str = "three_opinions.measure", origin: Origin = PHRASE, alternatives: tuple[str, ...] = ()
) -> Sentence:
    slot, move = label.split(".")
    return Sentence((Span(text, origin),), slot, move, options=tuple((Span(one, origin),) for one in alternatives))


def measure(heading: str) -> Block:
    spare = tuple(f"备用第{number}句。" for number in range(1, 5))
    sentences = [said(heading, "three_opinions.heading"), *(said(text, alternatives=spare) for text in SAYINGS)]
    if heading == RUN_INS[1]:
        growth = Span("地区生产总值完成186.4亿元，增长6.1%", Origin("brief", "形势.成绩[0]"))
        rest = Span("——这是“十大工程”的底数……", Origin("derived", "86÷12=7.17"))
        sentences.append(
            Sentence((growth, rest), "situation_review", "achievements", notes=("请确认：增速为初步统计数。",))
        )
    if heading == RUN_INS[2]:
        sentences.append(
            Sentence((Span("差的这一块，要靠", PHRASE), HOLE, Span("补上来。", PHRASE)), "closing", "call")
        )
    return Block(tuple(sentences), run_in=2, number=heading[:3])


def body() -> tuple[Block, ...]:
    outline = Origin("outline", "三点意见.j2:12")
    task = "这次会议的主要任务是，总结上半年经济工作，部署下半年重点任务。"
    blocks = [Block((said(task, "opening.purpose"), said("下面，我讲三点意见。", "opening.lead_in", outline)))]
    for heading in HEADINGS:
        blocks.append(Block((said(heading, "three_opinions.heading"),), level=1, number=heading[:2]))
        blocks.append(Block(tuple(said(text, "three_opinions.rationale") for text in SAYINGS)))
        blocks += [measure(run_in) for run_in in RUN_INS]
    last = said("让我们振奋精神、真抓实干，以优异成绩完成全年各项目标任务！", "closing.call")
    return (*blocks, Block((last,)), Block((said("谢谢大家！", "closing.ending"),)))


RICH = Speech(
    "在全县上半年经济运行分析暨重点项目建设推进会议上的讲话",
    ("县委书记　林海清", "（2026年7月15日）"),
    Sentence((Span("同志们："),), "opening", "salutation"),
    body(),
)

TYPED = "{{ 地区 }} <b>&amp;</b> 😀𠮷\ue000 ２．３％ “引”—— %s {% x %} \\ ]]> "
UGLY = Speech(
    "坏\x00标题\n第二行 &<>",
    ("", "【待补：讲话人】", "（【待补：日期】）"),
    Sentence((Span("同志们\x07："),)),
    (
        Block((Sentence((Span(TYPED), Span("\ud800尾\ufffe。"))),)),
        Block((Sentence((Span(" \n"),)),)),  # blank: no paragraph
        Block(()),
        Block((Sentence((Span("\x00"),), notes=("没有文字的句子",)), Sentence((Span("换\r\n行\t了。"),))), level=4),
        Block((Sentence((HOLE,), notes=("注一\x01", "注一\x01", " ")),), run_in=4),
        Block(
            (
                Sentence(
                    (Span("三、"), Span("【待补】", hole=True)),
                ),
            ),
            level=1,
            number="三、",
        ),
    ),
)
UGLY_LINES = [
    "坏标题 第二行 &<>",
    "【待补：讲话人】",
    "（【待补：日期】）",
    "同志们：",
    TYPED + "尾。",
    "换 行 了。",
    HOLE.text,
    "三、【待补】",
]
