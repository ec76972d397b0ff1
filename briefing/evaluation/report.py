"""The figures of an evaluation as text for a terminal, and as JSON for scripts."""

from __future__ import annotations

from collections import Counter

from briefing.evaluation.counts import ATTRIBUTES, LABELS, PageScore, macro_f1, precision_recall_f1, total

_SHORT = {"good_practice": "good", "shortfall": "short", "mixed": "mixed", "neutral": "neutral"}


def as_text(pages: tuple[PageScore, ...], *, misses: bool = False) -> str:
    """Tables: one line a page, then labels with their confusion, then figures by form."""
    whole = total(pages)
    lines = [
        _page_table((*pages, whole) if len(pages) > 1 else pages),
        "",
        *_labels(whole),
        "",
        *_figures(whole),
    ]
    if misses:
        lines += ["", "Not read as labelled:", *(f"  {m}" for m in whole.figures.misses)]
    return "\n".join(lines) + "\n"


def _page_table(pages: tuple[PageScore, ...]) -> str:
    width = max(len(p.name) for p in pages) + 2
    head = (
        f"{'page':<{width}}{'sentences':>12}{'topics':>10}{'F1 strict':>11}{'lenient':>9}{'of three':>10}"
        f"{'flips':>7}{'figures':>10}{'extra':>7}{'England':>9}{'invented':>10}"
    )
    rows = [head]
    for p in pages:
        f = p.figures
        rows.append(
            f"{p.name:<{width}}{p.sentences_kept:>7}/{p.sentences:<4}{_share(p.topics_right, p.topics):>10}"
            f"{macro_f1(p.labels.strict):>11.3f}{macro_f1(p.labels.lenient):>9.3f}"
            f"{macro_f1(p.labels.lenient, _THREE):>10.3f}{p.labels.flips:>7}"
            f"{f.found:>6}/{f.labelled:<3}{f.extra:>7}{f.england_found:>5}/{f.england_labelled:<3}"
            f"{f.england_invented:>10}"
        )
    return "\n".join(rows)


_THREE = ("good_practice", "shortfall", "neutral")


def _share(right: int, of: int) -> str:
    return f"{100 * right / of:.0f}%" if of else "-"


def _labels(whole: PageScore) -> list[str]:
    lines = ["Labels            precision  recall      F1   (a fair second reading counted right)"]
    for label in LABELS:
        p, r, f1 = precision_recall_f1(whole.labels.lenient, label)
        lines.append(f"  {label:<16}{p:>9.3f}{r:>8.3f}{f1:>8.3f}")
    lines += ["", "Labelled (down) and read (across), strict"]
    lines.append(" " * 18 + "".join(f"{_SHORT[label]:>9}" for label in LABELS))
    for gold in LABELS:
        cells = "".join(f"{whole.labels.strict[gold, read]:>9}" for read in LABELS)
        lines.append(f"  {gold:<16}{cells}")
    return lines


def _figures(whole: PageScore) -> list[str]:
    f = whole.figures
    lines = [
        f"Figures: {f.found} of {f.labelled} found; {f.read} read, of which {f.extra} beyond the labels",
        f"Against England: {f.england_found} of {f.england_labelled} pairs found; "
        f"{f.england_invented} invented",
    ]
    if f.england_found:
        shares = (f"{name} {f.attributes[name]}/{f.england_found}" for name in ATTRIBUTES)
        lines.append("  right in " + ", ".join(shares))
    forms: Counter[str] = Counter()
    for (form, _), n in f.forms.items():
        forms[form] += n
    lines += ["", "By sentence form        read  labelled"]
    for form, n in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        lines.append(f"  {form:<22}{n:>5}{f.forms[form, True]:>10}")
    return lines


def as_json(pages: tuple[PageScore, ...]) -> dict[str, object]:
    """The same figures for scripts, a page each and all together."""
    return {"pages": [_page_json(p) for p in pages], "all": _page_json(total(pages))}


def _page_json(p: PageScore) -> dict[str, object]:
    f = p.figures
    per_label = {
        label: dict(
            zip(
                ("precision", "recall", "f1"),
                (round(v, 4) for v in precision_recall_f1(p.labels.lenient, label)),
                strict=True,
            )
        )
        for label in LABELS
    }
    return {
        "name": p.name,
        "statements": {"right": p.statements_right, "of": p.statements},
        "scores": {"right": p.scores_right, "of": p.scores_labelled},
        "sentences": {"right": p.sentences_kept, "of": p.sentences},
        "topics": {"right": p.topics_right, "of": p.topics},
        "labels": {
            "macro_f1_strict": round(macro_f1(p.labels.strict), 4),
            "macro_f1_lenient": round(macro_f1(p.labels.lenient), 4),
            "macro_f1_lenient_of_three": round(macro_f1(p.labels.lenient, _THREE), 4),
            "flips": p.labels.flips,
            "per_label_lenient": per_label,
            "confusion_strict": {
                gold: {read: p.labels.strict[gold, read] for read in LABELS} for gold in LABELS
            },
        },
        "figures": {
            "found": f.found,
            "of": f.labelled,
            "read": f.read,
            "extra": f.extra,
            "england": {
                "found": f.england_found,
                "of": f.england_labelled,
                "invented": f.england_invented,
                "right": {name: f.attributes[name] for name in ATTRIBUTES},
            },
            "forms": {
                form: {
                    "read": f.forms[form, True] + f.forms[form, False],
                    "labelled": f.forms[form, True],
                }
                for form in sorted({form for form, _ in f.forms})
            },
        },
    }
