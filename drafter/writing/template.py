"""Running one Jinja outline: sandboxed, bounded, its mistakes told in Chinese with their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateError, TemplateRuntimeError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.errors import InvalidFile, Problem, suggestion

LINE, END = "\ufdd2", "\ufdd3"  # round the line number before every piece of literal text
FILTERS = ("length", "first", "last", "join", "list")
_MAX_CHARACTERS = 200_000  # of a rendered outline: a loop that runs away is a mistake of the outline
_MAX_TURNS = 10_000  # of all range() loops of one rendering together
# what Jinja says, and how a clerk is told
_MESSAGES = (
    (r"Unexpected end of template|unexpected 'end of \w+", "没有写完：检查括号和 {% endfor %}、{% endif %} 是否成对"),
    (r"Encountered unknown tag '(\w+)'", "没有「{0}」这个标签；可用 for、if、set"),
    (r"No filter named '(\w+)'", "没有「{0}」这个过滤器；可用 " + "、".join(FILTERS)),
    (r"'(\S+)' is undefined", "没有「{0}」这个名字"),
    (r"access to attribute '(\w+)'|has no attribute '(\w+)'|no attribute", "不能这样取值；只能用简报的键和提纲的函数"),
    (r"is not safely callable|not callable", "这个名字不是函数，不能加括号"),
    (r"no loader", "提纲里不能 include、import 或 extends 别的文件"),
    (r"has no element|out of range|index", "取的条目不存在，例如简报没有那么多条意见"),
    (r"missing \d+ required|takes .* argument|unexpected keyword", "函数的参数不对；看自带提纲里的写法"),
    (r"not iterable", "这里要一个列表才能循环"),
    (r"division by zero", "除数是零"),
    (r"expected token '(.+?)', got '(.+?)'", "这里应当是「{0}」，写的是「{1}」"),
    (r"unexpected '(.+?)', expected '(.+?)'", "写了「{0}」，这里应当是「{1}」"),
    (r"unexpected '(.+?)'", "多了「{0}」，检查括号"),
    (r"unexpected char (.+?) at", "不认识的字符 {0}；检查是不是全角符号"),
)  # fmt: skip


class _Lines(Extension):
    """Puts the line number before every piece of literal text; Jinja would forget it."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Mark data tokens."""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", f"{LINE}{token.lineno}{END}{token.value}")
            else:
                yield token


class _Sandbox(ImmutableSandboxedEnvironment):
    """No power or product of numbers: neither has a use in an outline, both can fill the memory."""

    intercepted_binops = frozenset(("**", "*"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse the intercepted operators."""
        raise TemplateRuntimeError(f"提纲里不能用 {operator}")


def run(
    source: str, path: str, names: Mapping[str, Any], finalize: Callable[[Any], Any], known: Iterable[str] = ()
) -> str:
    """Render an outline.

    Args:
        source: the template.
        path: named in problems.
        names: what the outline may use.
        finalize: turns what `{{ … }}` gives into text; raises TemplateRuntimeError for what cannot be printed.
        known: names to suggest where one is misspelled.

    Raises:
        InvalidFile: the outline has a mistake, or loops without end.
    """
    environment = _Sandbox(
        undefined=StrictUndefined,
        finalize=finalize,
        extensions=[_Lines],
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        cache_size=0,
    )
    environment.globals = {"range": _turns()}
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    pieces: list[str] = []
    size = 0
    try:
        for piece in environment.from_string(source).generate(names):
            size += len(piece)
            if size > _MAX_CHARACTERS:
                raise TemplateRuntimeError("提纲展开后太长，是不是循环没有尽头？")
            pieces.append(piece)
    except TemplateSyntaxError as error:
        raise InvalidFile([Problem(path, error.lineno, "", f"提纲语法有错：{_told(error, known)}")]) from None
    except RecursionError:
        raise InvalidFile([Problem(path, 0, "", "提纲嵌套太深")]) from None
    except (TemplateError, ArithmeticError, LookupError, AttributeError, TypeError, ValueError, MemoryError) as error:
        raise InvalidFile([Problem(path, _line_of(error), "", f"提纲运行出错：{_told(error, known)}")]) from None
    return "".join(pieces)


def _turns() -> Callable[..., Iterator[int]]:
    """A range() that counts its turns over the whole rendering, so that loops printing nothing end too."""
    left = _MAX_TURNS

    def bounded(*bounds: int) -> Iterator[int]:
        nonlocal left
        for number in range(*bounds):
            left -= 1
            if left < 0:
                raise TemplateRuntimeError(f"循环太多，一个提纲里 range 最多转 {_MAX_TURNS} 次")
            yield number

    return bounded


def _told(error: Exception, known: Iterable[str]) -> str:
    """A mistake in the clerk's words; our own messages are Chinese already."""
    text = str(error)
    if re.search("[一-龥]", text) and not isinstance(error, SecurityError | TemplateSyntaxError):
        undefined = re.match(r"'(\S+)' is undefined", text)
        if not undefined:
            return text
    for pattern, message in _MESSAGES:
        if found := re.search(pattern, text):
            words = [word or "" for word in found.groups()]
            for index, word in enumerate(words):
                message = message.replace(f"{{{index}}}", word)
            return message + (suggestion(words[0], known) if "undefined" in pattern else "")
    return text or "写法不对；看自带提纲里的写法"


def _line_of(error: Exception) -> int:
    """Line of the outline where an error was raised; Jinja rewrites tracebacks so that template frames carry it."""
    line, trace = 0, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
