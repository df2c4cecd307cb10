"""开头: what the meeting is for, what was heard in it, whom to thank, and what leads over to the points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from drafter.brief import Fact
from drafter.speech import Origin, Span
from drafter.writing import compare, forms, occasions
from drafter.writing.fit import pairs
from drafter.writing.loom import Loom
from drafter.writing.matching import word_lists
from drafter.writing.plan import Request
from drafter.writing.want import LAST, MORE, NEEDED, Bound, Want

_JUST = ("刚才", "会上", "今天")  # whatever follows was heard there too
_COMMENDED = re.compile(r"(?:表彰|表扬|嘉奖|通报表扬)了([^，。；]{2,30}?)(?=$|[，。；])")
_CARRIED_OUT = ("学习", "贯彻", "传达", "落实")
_SAME = 0.75  # of the pairs of characters of a 精神, that a text must hold to name it
_TASK = 56  # characters of 上级精神 and 会议任务 in one sentence
_ORDERS = ("", "部署", "动员", "总结")  # tones of those who carry out what was decided above


@dataclass
class OpeningWeaver:
    """The part of weaving that opens a speech; its methods are the moves of that slot."""

    draft: Loom
    leads_in: bool = False  # whether the outline has a place right before the points
    _thanked: bool = False  # together with those who were commended
    _directed: bool = False  # 上级精神 is told together with the task

    def purpose(self, request: Request) -> None:
        """What the meeting is for, what it carries out, what all of it is to come to."""
        meeting, name = self.draft.brief.meeting, forms.meeting_name(self.draft.brief)
        self._directed = self._directed or self._carried_out()
        may = {"会议名称": name} if name else {}
        if request.role in ("", "任务"):
            if meeting.purpose:
                needs = {"会议任务": self._task_of_the_day(meeting.purpose)}
                if self._begins_with_spirit():
                    spirit = {"上级精神": self._directives(), "会议名称": name}
                    self.draft.add(Want("会议.上级精神", "opening", "purpose", ("精神会",), spirit))
                    self.draft.add(Want("会议.任务", "opening", "purpose", ("任务接",), needs))
                    self._directed = True
                else:
                    self.draft.add(
                        Want("会议.任务", "opening", "purpose", ("任务",), needs | (may if meeting.name else {}), may)
                    )
            else:
                may |= occasions.topics_named(self.draft)
                needs = {"会议名称": name} if meeting.name else {}
                self.draft.add(Want("会议.任务", "opening", "purpose", ("任务缺",), needs, may))
        if request.role in ("", "精神") and meeting.directives and not self._directed:
            self.draft.add(Want("会议.上级精神", "opening", "purpose", ("精神",), {"上级精神": self._directives()}))
        if request.role in ("", "目标") and not self.leads_in:
            self._vision()
        if request.role in ("", "任务"):
            for fact in meeting.verbatim:
                self.draft.add(
                    Want(fact.path, "opening", "purpose", words=(Span(fact.text, Origin("brief", fact.path)),))
                )

    def _carried_out(self) -> bool:
        """Whether 会议任务 names every 上级精神 itself, in shorter words perhaps: 贯彻省、市电视电话会议精神."""
        meeting = self.draft.brief.meeting
        purpose = str(meeting.purpose or "")
        said = pairs(purpose)
        if not (meeting.directives and any(word in purpose for word in _CARRIED_OUT) and "精神" in purpose):
            return False
        return all(len(pairs(fact.text) & said) >= _SAME * len(pairs(fact.text)) for fact in meeting.directives)

    def _task_of_the_day(self, purpose: Fact) -> Bound:
        """会议任务, with what it carries out before it where that makes one breath: 贯彻全省会议精神，部署三件事."""
        whole = self._directives()
        done = any(word in purpose.text for word in _CARRIED_OUT)
        short = forms.width(whole) + len(purpose.text) <= _TASK
        self._directed = self._directed or (self._spirit() and short and not done)
        if done:
            return forms.said(purpose)
        return (Span("贯彻"), *whole, Span("，"), *forms.said(purpose)) if self._directed else forms.said(purpose)

    def _directives(self) -> Bound:
        return forms.joined([forms.said(fact) for fact in self.draft.brief.meeting.directives], "、", "和")

    def _spirit(self) -> bool:
        """Whether 上级精神 are bare names, each the 精神 of a meeting: one can put 贯彻 before them."""
        directives = self.draft.brief.meeting.directives
        named = all(fact.text.rstrip(forms.STOPS).endswith("精神") for fact in directives)
        return bool(directives) and named and not any(fact.text.startswith(_CARRIED_OUT) for fact in directives)

    def _begins_with_spirit(self) -> bool:
        """Whether 上级精神 get the first sentence, with the name of the meeting: too long to stand with the task."""
        meeting = self.draft.brief.meeting
        orders = self.draft.assigns and self.draft.tone in _ORDERS
        return not self._directed and self._spirit() and meeting.name is not None and orders

    def _vision(self) -> None:
        """奋斗目标, and how much more that is than last year: before the points, where it says what they are for."""
        vision = self.draft.brief.meeting.vision
        if not vision:
            return
        self.draft.add(Want("会议.奋斗目标", "opening", "purpose", ("目标",), {"奋斗目标": forms.said(vision)}))
        if self.draft.assigns and (found := compare.vision_step(vision, self.draft.brief)):
            self.draft.steps_told |= {span.text for span in found.needs["增量列"] if span.origin}
            self.draft.add(Want("会议.奋斗目标.算", "opening", "purpose", (found.role,), found.needs, tier=NEEDED))

    def recap(self, request: Request) -> None:
        """What was seen and heard before, or what is to come, one item after another."""
        earlier = tuple(word_lists()["说早词"])
        # what was before the meeting comes first: 刚才 is not when the others saw the fields
        agenda = sorted(self.draft.brief.meeting.agenda, key=lambda fact: not fact.text.startswith(earlier))
        if not agenda:
            return
        if request.role == occasions.ITEM and occasions.still_to_come(self.draft.brief):
            occasions.announce(self.draft)
            return
        when = tuple(word_lists()["说时词"])
        dated = sum(1 for _ in takewhile(lambda fact: fact.text.startswith(earlier), agenda))
        dated = dated or sum(1 for _ in takewhile(lambda fact: fact.text.startswith(when), agenda))
        told = [self._with_subject(fact, index) for index, fact in enumerate(agenda)]
        before = forms.in_breaths(told[:dated])  # 上午集中观摩了……: it says itself when it was
        for index, breath in enumerate([*before, *forms.in_breaths(told[dated:])]):
            # 刚才 begins what was heard in this room, but not after an item that began so
            roles = ("议程",) if index == len(before) and not agenda[0].text.startswith(_JUST) else ()
            key, words = f"会议.议程{f'.续{index}' if index else ''}", (*breath, Span("。"))
            self.draft.add(Want(key, "opening", "recap", roles, {"议程": breath} if roles else {}, words=words))
        if request.role == "议程":
            return
        context = "，".join(fact.text for fact in agenda)
        self._congratulate(agenda)
        heard = Want("会议.议程.听后", "opening", "recap", ("听后",), context=context, tier=NEEDED)
        if self.draft.assigns and not self._thanked:
            self.draft.add(heard)  # a word on what was just heard; where it was nothing to speak of, nothing
        self.draft.add(
            Want(
                "会议.议程.评点",
                "opening",
                "recap",
                ("评点",),
                context=context,
                tier=MORE if self.draft.assigns else NEEDED,
            )
        )

    def _congratulate(self, agenda: Sequence[Fact]) -> None:
        """To those the agenda says were commended: 表彰了20户纳税先进企业."""
        for fact in agenda:
            found = _COMMENDED.search(fact.text)
            if found and self.draft.assigns:
                whom: Bound = (Span(found[1], Origin("brief", fact.path)),)
                last = fact is agenda[-1] and fact.text.rstrip(forms.STOPS).endswith(found[1])
                roles, needs = (("道贺他们",), {}) if last else (("道贺",), {"表彰对象": whom})
                needs["听众"] = self._audience()
                may = {name: who for name, who in occasions.persons(self.draft.brief).items() if name == "代表"}
                self.draft.add(Want("会议.议程.祝贺", "opening", "greeting", roles, needs, may=may, tier=NEEDED))
                self._thanked = True
                return

    def _audience(self) -> Bound:
        """Who is greeted, as one thanks them: "各位企业家朋友们和同志们" of "同志们，各位企业家朋友们"."""
        fact = self.draft.brief.salutation
        if not fact:
            return (Span("同志们"),)
        parts = re.split("[，、,]", fact.text.rstrip("：:！! "))
        if any(mark in fact.text for mark in "（("):
            return (Span("大家"),)
        text = "、".join(parts[:-1]) + ("和" if len(parts) > 1 else "") + parts[-1]
        return (forms.derived(text, f"称谓：{fact.text}"),)

    def _with_subject(self, fact: Fact, index: int) -> Bound:
        """An item of the agenda; one without a subject must not read as done by the unit of the item before it."""
        bare = fact.text.startswith(self.draft.subjectless)
        return ((Span("会上还" if index else "会上"),) if bare else ()) + forms.said(fact)

    def significance(self, request: Request) -> None:
        """Why the matter is worth a meeting."""
        for number, name in enumerate(("背景意义", "背景意义二")):
            self.draft.add(Want(name, "opening", "significance", ("", "背景意义"), tier=(MORE, LAST)[number], rank=1))

    def greeting(self, request: Request) -> None:
        """Thanks, where what was done is looked back on."""
        role = request.role or "会中谢"
        # amid orders to catch up thanks sound hollow
        thanked = self.draft.brief.review.achievements and self.draft.looks_back and not self._thanked
        tier = NEEDED if thanked or request.role == "开场谢" else LAST
        want = Want(f"致谢.{role}", "opening", "greeting", (role,), may=occasions.occasion(self.draft), tier=tier)
        want.context = occasions.named(self.draft.brief)
        self.draft.add(want)

    def lead_in(self, request: Request) -> None:
        """How many points there are, and in short which."""
        named = occasions.topics_named(self.draft)
        if request.role in ("", "归结") and self.leads_in:
            self._vision()
        if "主题短语" in named and not request.count and request.role in ("", "归结"):
            self.draft.add(
                Want("引出.归结", "opening", "lead_in", ("归结",), {"主题短语": named["主题短语"]}, tier=NEEDED)
            )
        if request.role == "归结":
            return
        count = request.count or len(self.draft.brief.points)
        how = f"提纲：{count}部分" if request.count else f"意见{count}条"
        for variable, word in (("点数", "点"), ("点数个", "个")):
            # parts of an outline look back too: 关于下一步的工作 would leave the first of them out
            roles = ("引出全",) if request.count and self.draft.assigns else ("引出",)
            want = Want("引出.引出", "opening", "lead_in", roles, {variable: forms.counted(count, word, how)})
            if self.draft.fits_any(want):
                self.draft.add(want)
                return
