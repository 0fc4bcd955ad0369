"""The report as one HTML page: no script, no network, every word from a page escaped. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from html import escape
from urllib.parse import urlsplit

from newscrawl.report.figures import KST, Figures
from newscrawl.report.words import WORDS
from newscrawl.storage.ledger import Coverage
from newscrawl.terminal import clip, plain

_OUTLETS, _ROWS, _COVERED, _FIELDS, _BARS = (
    20,
    30,
    12,
    28,
    62,
)  # what keeps the page small, whatever is stored
_SHOWN = 5  # outlets with a colour of their own
_HIDDEN = (">=", "<", ".own", " ")  # what only the alarms need
_CSS = """
:root{color-scheme:light dark;--ink:#1c2128;--soft:#59636e;--line:#d8dee4;--paper:#fff;--c0:#2f6fb3;--c1:#d0722b;
--c2:#3c8d57;--c3:#8a5bb5;--c4:#b23b54;--c5:#8c959f}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa4ae;--line:#343b43;--paper:#14181d;--c0:#6aa8ec;
--c1:#f0a05e;--c2:#6cc48a;--c3:#bb93e4;--c4:#ee7a92;--c5:#7d8590}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1rem;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,"Apple SD Gothic Neo","Noto Sans KR","Malgun Gothic",sans-serif;overflow-wrap:anywhere;
word-break:keep-all}
h1{font-size:1.5rem;margin:.4rem 0}h2{font-size:1.1rem;margin:2rem 0 .4rem}h3{font-size:1rem;margin:1.2rem 0 .2rem}
p,caption{color:var(--soft);margin:.2rem 0}svg{width:100%;height:auto;display:block}
.t{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:500}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
a{color:var(--c0)}.k{display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;list-style:none;font-size:.9rem}
.k i{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.35em}
.two{display:grid;gap:0 2rem;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr))}.b{width:6.5rem}
text{fill:var(--soft);font-size:11px}.g{stroke:var(--line)}
@media(max-width:40rem){text{font-size:22px}}
"""


def page(figures: Figures, language: str) -> str:
    """Return the page; ``language`` is "ko" or "en"."""
    say = WORDS[language]
    parts = [
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>newscrawl · {say['title']}</title><style>{_CSS}</style></head><body>",
        f"<h1>newscrawl · {say['title']}</h1>",
        f"<p>{figures.first} – {figures.last} · {figures.articles} {say['articles']}</p>",
        *_section(say["days"], _plot(figures, say)),
        *_section(say["outlets"], _outlets(figures, say)),
        '<div class="two">',
        *_section(say["reporters"], _names(figures.reporters, say["name"], say)),
        *_section(say["sections"], _names(figures.sections, say["section"], say)),
        "</div>",
        *_section(say["coverage"], _coverage(figures, say)),
        *_section(say["failures"], _failures(figures, say)),
        *_section(say["reposts"], _reposts(figures, say)),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"<section><h2>{title}</h2>"
    yield from lines
    yield "</section>"


def safe(words: str | None, columns: int = 80) -> str:
    """Return words from a page as HTML that is only words: no markup, no controls, not long, in their own direction.

    >>> safe("<b>가나전자</b>")
    '<bdi>&lt;b&gt;가나전자&lt;/b&gt;</bdi>'
    """
    return f"<bdi>{escape(clip(plain(words or '-'), columns))}</bdi>"


def _link(url: str, words: str) -> str:
    """A link where the address is a web page's; else the words alone."""
    if urlsplit(plain(url)).scheme not in ("https", "http") or len(url) > 500:
        return safe(words)
    return f'<a rel="noreferrer" href="{escape(plain(url))}">{safe(words)}</a>'


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """Cells are HTML already; the columns in ``numbers`` end at one edge."""
    mark = [' class="n"' if i in numbers else "" for i in range(len(head))]
    names = "".join(f"<th{m}>{name}</th>" for m, name in zip(mark, head, strict=True))
    lines = ["".join(f"<td{m}>{cell}</td>" for m, cell in zip(mark, row, strict=True)) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in (names, *lines))
    return f'<div class="t"><table>{body}</table></div>'


def _plot(figures: Figures, say: dict[str, str]) -> Iterator[str]:
    """Stacked bars, a day each: the outlets with most articles in colours of their own, the others in grey."""
    ranked = sorted(figures.days, key=lambda outlet: (-figures.days[outlet].total(), outlet))
    if not ranked:
        yield f"<p>{say['nothing']}</p>"
        return
    layers = [(outlet, figures.days[outlet]) for outlet in ranked[:_SHOWN]]
    if ranked[_SHOWN:]:
        layers.append((say["others"], sum((figures.days[outlet] for outlet in ranked[_SHOWN:]), Counter())))
    whole = (figures.last - figures.first).days + 1
    each = -(-whole // _BARS)  # days a bar
    days = [figures.first + timedelta(n) for n in range(0, whole, each)]
    layers = [(outlet, _by_bar(counted, days, each)) for outlet, counted in layers]
    highest = max(sum(counted[day] for _, counted in layers) for day in days) or 1
    highest += highest % 2  # its half is a number of articles, too
    # A telephone shows two of these units in a pixel, and so its letters have twice as many.
    width, height, left = 720, 200, 56
    step = (width - left) / len(days)
    yield f'<svg viewBox="0 0 {width} {height + 32}" role="img"><title>{escape(say["days"])}</title>'
    for share in (0, 0.5, 1):
        y = height - share * (height - 14)
        yield f'<line class="g" x1="{left}" x2="{width}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{highest * share:.0f}</text>'
    for place, day in enumerate(days):
        x, y = left + place * step, float(height)
        for number, (outlet, counted) in enumerate(layers):
            if tall := counted[day] / highest * (height - 14):
                y -= tall
                said = f"{day} {escape(clip(plain(outlet), 24))}: {counted[day]}"
                yield (
                    f'<rect x="{x + step * 0.1:.1f}" y="{y:.1f}" width="{step * 0.8:.1f}" height="{tall:.1f}"'
                    f' fill="var(--c{min(number, _SHOWN)})"><title>{said}</title></rect>'
                )
        if place % max(1, len(days) // 5) == 0 and x < width - 60:
            yield f'<text x="{x:.1f}" y="{height + 22}">{day:%m-%d}</text>'
    yield '</svg><ul class="k">'
    for number, (outlet, counted) in enumerate(layers):
        yield f'<li><i style="background:var(--c{number})"></i>{safe(outlet, 40)} {counted.total()}</li>'
    yield "</ul>"


def _by_bar(counted: Counter[date], days: Sequence[date], each: int) -> Counter[date]:
    bars: Counter[date] = Counter()
    for day, number in counted.items():
        bars[days[(day - days[0]).days // each]] += number
    return bars


def _outlets(figures: Figures, say: dict[str, str]) -> Iterator[str]:
    ranked = sorted(figures.days, key=lambda outlet: (-figures.days[outlet].total(), outlet))[:_OUTLETS]
    rows = [
        (
            safe(o, 40),
            *(str(n) for n in (figures.days[o].total(), figures.new[o], figures.changed[o], figures.gone[o])),
        )
        for o in ranked
    ]
    head = (say["outlet"], say["articles"], say["new"], say["changed"], say["gone"])
    yield _table(head, rows, (1, 2, 3, 4)) if rows else f"<p>{say['nothing']}</p>"


def _names(counted: Counter[tuple[str, str]], name: str, say: dict[str, str]) -> Iterator[str]:
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_ROWS]
    rows = [(safe(words, 40), safe(outlet, 30), str(number)) for (words, outlet), number in ranked]
    yield _table((name, say["outlet"], say["articles"]), rows, (2,)) if rows else f"<p>{say['nothing']}</p>"


def _coverage(figures: Figures, say: dict[str, str]) -> Iterator[str]:
    """An outlet a table, a field a line: the last run, and a small plot over the runs."""
    ranked = sorted(figures.coverage, key=lambda site: (-len(figures.coverage[site]), site))[:_COVERED]
    for site in ranked:
        runs = [{row.field: row for row in run if row.pages} for run in figures.coverage[site]]
        names = sorted({name for run in runs for name in run if not any(mark in name for mark in _HIDDEN)})
        told = [name for name in names if any(run[name].filled for run in runs if name in run)][:_FIELDS]
        rows = [
            (safe(name, 40), _last(runs[-1].get(name)), _spark([run.get(name) for run in runs]))
            for name in told
        ]
        yield f"<h3>{safe(site, 60)}</h3>"
        yield _table((say["field"], say["last"], say["runs"]), rows, (1,))
    if not ranked:
        yield f"<p>{say['nothing']}</p>"


def _last(row: Coverage | None) -> str:
    return f"{100 * row.filled / row.pages:.0f} %" if row else "-"


def _spark(runs: Sequence[Coverage | None]) -> str:
    bars = [(5 * i, round(2 + 18 * row.filled / row.pages)) for i, row in enumerate(runs) if row]
    path = "".join(f"M{x} 20v-{tall}h4v{tall}z" for x, tall in bars)
    return f'<svg class="b" viewBox="0 0 100 20" aria-hidden="true"><path fill="var(--c0)" d="{path}"/></svg>'


def _failures(figures: Figures, say: dict[str, str]) -> Iterator[str]:
    rows = [
        (
            f"{run.started_at.astimezone(KST):%m-%d %H:%M}",
            safe(run.job or run.spider, 40),
            run.how,
            safe(run.reason, 160),
        )
        for run in figures.failures
    ]
    yield (
        _table((say["when"], say["what"], say["how"], say["why"]), rows)
        if rows
        else f"<p>{say['nothing']}</p>"
    )


def _reposts(figures: Figures, say: dict[str, str]) -> Iterator[str]:
    ranked = sorted(figures.copied.items(), key=lambda one: (-one[1], one[0]))[:_ROWS]
    if not ranked:
        yield f"<p>{say['nothing']}</p>"
        return
    rows = [(safe(by, 40), safe(source, 40), str(number)) for (by, source), number in ranked]
    yield _table((say["by"], say["source"], say["articles"]), rows, (2,))
    links = [
        (_link(url, headline), _link(source, urlsplit(plain(source)).hostname or ""))
        for headline, url, source in figures.reposts
    ]
    yield _table((say["articles"], say["source"]), links)
