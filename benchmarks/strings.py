"""How fast dates, bylines, captions and headlines are understood, and what the worst string of 10,000 characters costs.

    python benchmarks/strings.py [KIND …] [--strings FOLDER] [--seconds 2]

FOLDER holds ``dates.jsonl``, ``bylines.jsonl`` … with a "raw" a line; without it, or without a kind's file, invented
lines in the real forms are measured. One core, best of five rounds. Goals: 20,000 strings a second for each kind, no
string above 10 ms; the ratio to the goal is printed, and a goal that is missed is the exit status.
"""

import argparse
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

GOAL, LIMIT = 20_000, 0.010  # strings a second; seconds for 10,000 characters
LENGTH = 10_000
FETCHED = datetime(2026, 1, 30, 18, 0, tzinfo=timezone(timedelta(hours=9)))

# The module and the function of each kind; loaded when asked for.
KINDS = {
    "dates": ("newscrawl.text.dates", "parse_dates"),
    "bylines": ("newscrawl.text.bylines", "parse_byline"),
    "captions": ("newscrawl.text.captions", "parse_caption"),
    "headlines": ("newscrawl.text.headlines", "headline_tags"),
}
LINES = {
    "dates": [
        "입력 2026-01-28 11:00",
        "입력2026.01.28. 오전 9:10수정2026.01.28. 오후 1:20기사원문",
        "승인 2026.01.28 11:30 | 입력 2026.01.28 11:00",
        "2026년 01월 28일(수) 17:45 가가",
        '"dateModified" : "2026-01-28T20:57:36.000+0900", "datePublished" : "2026-01-28T20:00:52.000+0900"',
        '<meta property="article:published_time" content="2026-01-28T02:00:04Z" />',
        "Wed, 28 Jan 2026 14:01:00 +0900",
        "○○뉴스 1시간 전 네이버뉴스 보내기",
        "인터넷신문등록번호 : 서울아00000 | 등록(발행)일자 : 2009.10.12 | 발행/편집인 : 홍길동",
        "Copyright 2026 © ○○TV. All rights reserved.",
    ],
    "bylines": [
        "홍길동 기자 gildong@example.com 자세히보기",
        "(세종=연합뉴스) 홍길동 김나래 기자 =",
        "[보기일보 홍길동기자]",
        "워싱턴=홍길동 특파원",
        "글·사진=홍길동 기자",
        "디지털뉴스팀 news@example.com",
        "가나전자는 28일 기자간담회를 열었다",
        "저작권자 ⓒ 보기일보 무단전재 및 재배포 금지",
    ],
    "captions": [
        "▲ 홍길동 대표(왼쪽)가 인사하고 있다. (사진제공=나래전자)",
        "[서울=뉴시스] 홍길동 기자 = 로봇이 걷고 있다. 2026.01.28. gildong@example.com",
        "로봇이 걷고 있다. 사진=LG그룹 제공/뉴스1",
        "수출액 추이 <자료: 산업통상자원부>",
        "로봇이 걷고 있다. 연합뉴스",
        "사진 왼쪽부터 홍길동, 김나래",
    ],
    "headlines": [
        "[단독] 나래전자, 로봇 공장 짓는다",
        "나래전자 로봇 공장 화재(종합2보)",
        "[속보] [영상] 로봇이 걷는다",
        "[주간 나래] 로봇 이야기",
    ],
}
# Repeated to LENGTH: brackets that never close, words that open a rule, marks and figures without end.
UNITS = [
    *("[", "(", "([{<", "<a ", "<a b='", "&", "&#", "  ", "\n", "\u3000", "가", "a", "a@", "a@b.", "@", "=", "=/", "|"),
    *("1", "20", "2020", "2020.", "2020.06.17 ", "2020.06.17~", "11:00 ", "오전 ", "1일 ", "3시간 ", "어제 ", "‘20"),
    *("입력", "수정 ", "등록 : ", "기자", "기자 ", "홍길동 기자 ", "홍길동·", "[홍길동 기자 ", "글=", "특파원 "),
    *("사진=", "제공 ", "/뉴스1", "(사진=", "ⓒ", "▲ ", "자료: ", "다. ", "(서울=연합뉴스) ", "[단독]", "(종합", "보)"),
    *("Jan 1 ", "-", " - ", "·", ",", '"', "'"),
]  # fmt: skip


def lines_of(kind: str, folder: Path | None) -> list[str]:
    path = folder / f"{kind}.jsonl" if folder else None
    if path is None or not path.exists():
        return LINES[kind]
    return [json.loads(line)["raw"] for line in path.read_text("utf-8").splitlines() if line.strip()]


def reader(kind: str) -> Callable[[str], object]:
    module, name = KINDS[kind]
    read = getattr(importlib.import_module(module), name)
    return (lambda raw: read(raw, FETCHED)) if kind == "dates" else read


def rate(read: Callable[[str], object], lines: list[str], seconds: float) -> float:
    """Strings a second, best of five rounds that take ``seconds`` together."""
    rates = []
    for _ in range(5):
        count, start = 0, time.process_time()
        while (taken := time.process_time() - start) < seconds / 5:
            for line in lines:
                read(line)
            count += len(lines)
        rates.append(count / taken)
    return max(rates)


def long_strings(lines: list[str]) -> Iterator[tuple[str, str]]:
    for unit in [*UNITS, *lines]:
        yield unit, (unit * (LENGTH // len(unit) + 1))[:LENGTH]
        yield f"{unit} … {lines[0]}", (unit * (LENGTH // len(unit) + 1))[: LENGTH - len(lines[0])] + lines[0]


def worst(read: Callable[[str], object], lines: list[str]) -> tuple[float, str]:
    """Seconds and unit of the slowest long string, each the best of three."""
    slowest = (0.0, "")
    for name, text in long_strings([line for line in lines if line]):
        taken = []
        for _ in range(3):
            start = time.process_time()
            read(text)
            taken.append(time.process_time() - start)
        slowest = max(slowest, (min(taken), name))
    return slowest


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"{', '.join(KINDS)} (default: all)")
    parser.add_argument("--strings", type=Path, metavar="FOLDER")
    parser.add_argument("--seconds", type=float, default=2.0)
    args = parser.parse_args()
    if unknown := set(args.kinds) - set(KINDS):
        parser.error(f"unknown kind: {', '.join(sorted(unknown))}")
    missed = False
    print(f"{'kind':10} {'strings/s':>10} {'x goal':>7} {'worst ms':>9} {'x limit':>8}  worst string")
    for kind in args.kinds or KINDS:
        try:
            read = reader(kind)
        except ModuleNotFoundError as problem:
            print(f"{kind:10} not measured: {problem}")
            missed = True
            continue
        lines = lines_of(kind, args.strings)
        speed = rate(read, lines, args.seconds)
        slowest, name = worst(read, lines)
        missed = missed or speed < GOAL or slowest > LIMIT
        print(
            f"{kind:10} {speed:10,.0f} {speed / GOAL:7.2f} {slowest * 1e3:9.2f} {slowest / LIMIT:8.2f}  {name[:40]!r}"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
