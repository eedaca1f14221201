"""Expands recurrence rules with python-dateutil, for comparison with ours.

Reads one JSON object a line: {"rule", "start", "from", "to", "limit"}; times are ISO 8601 without a zone, and a start
without a time is a DATE. Answers one a line: {"times", "cut"}, or {"skipped"} with the reason where dateutil does not
come to an end.

dateutil itself departs from RFC 5545 in these places, where the rule is put to it in other words or its answer is
completed here:

1. BYDAY with plain and numbered weekdays together (MO,1FR): dateutil gives only days that are both, the RFC either.
2. BYWEEKNO without any part for days: dateutil gives the whole week, the RFC the weekday of DTSTART.
3. WEEKLY with BYSETPOS: dateutil numbers the first week from DTSTART, the RFC from the week's beginning.
4. BYWEEKNO where a week reaches into the neighbouring year: dateutil takes such days for the calendar year (which shows
   with INTERVAL and BYSETPOS), misses some of them with negative numbers, and takes the last week of the year before for
   another number in some years. Here every day has the number of its week as ISO 8601 counts it.
5. UNTIL as a DATE beside a DTSTART with a time: dateutil ends at midnight, so the last day is lost; such rules are
   invalid but common, and calendars keep the last day.
6. DTSTART as a DATE: dateutil keeps BYHOUR, BYMINUTE and BYSECOND, the RFC ignores them.
7. BYDAY with a 53rd weekday: dateutil fails with an IndexError in most years; such rules are skipped.
"""

import json
import signal
import sys
from datetime import date, datetime, time, timedelta

from dateutil import rrule

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
SECONDS_EACH = 0.25


class NoEnd(Exception):
    """dateutil is still looking."""


def ring(_signal, _frame):
    raise NoEnd


def numbers(parts, name):
    return [int(item) for item in parts[name].split(",")] if name in parts else None


def weekdays(parts):
    if "BYDAY" not in parts:
        return None
    return [(int(item[:-2]) if len(item) > 2 else None, DAYS.index(item[-2:])) for item in parts["BYDAY"].split(",")]


def week_number(day, week_start):
    """Year of weeks, number, and how many weeks that year has."""
    middle = day - timedelta(days=(day.weekday() - week_start) % 7) + timedelta(days=3)
    first = date(middle.year, 1, 1)
    number = (middle - first).days // 7 + 1
    last = date(middle.year, 12, 31)
    return middle.year, number, number + (last - middle).days // 7


def positions(moments, wanted):
    picked = set()
    for at in wanted:
        at = at - 1 if at > 0 else at
        if -len(moments) <= at < len(moments):
            picked.add(moments[at])
    return sorted(picked)


def grouped(moments, key, wanted):
    group, current = [], None
    for moment in moments:
        if group and key(moment) != current:
            yield from positions(group, wanted)
            group = []
        current = key(moment)
        group.append(moment)
    yield from positions(group, wanted)


def expand(text, start):
    parts = dict(piece.split("=") for piece in text.split(";"))
    if not isinstance(start, datetime):
        start = datetime.combine(start, time())
        for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            parts.pop(name, None)
    freq = getattr(rrule, parts["FREQ"])
    week_start = DAYS.index(parts.get("WKST", "MO"))
    interval = int(parts.get("INTERVAL", 1))
    by_day, by_week_no, by_set_pos = weekdays(parts), numbers(parts, "BYWEEKNO"), numbers(parts, "BYSETPOS")
    by_month, by_month_day = numbers(parts, "BYMONTH"), numbers(parts, "BYMONTHDAY")
    by_year_day = numbers(parts, "BYYEARDAY")
    count = int(parts["COUNT"]) if "COUNT" in parts else None
    until = None
    if "UNTIL" in parts:
        if "T" in parts["UNTIL"]:
            until = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%S")
        else:
            until = datetime.combine(datetime.strptime(parts["UNTIL"], "%Y%m%d").date(), time(23, 59, 59))

    if by_day and any(nth for nth, _ in by_day) and not all(nth for nth, _ in by_day):
        # A 53rd weekday, or a fifth one, is always the last.
        most = 4 if freq == rrule.MONTHLY or by_month else 52
        either = {(nth, day) for nth, day in by_day if nth}
        either |= {(n, day) for nth, day in by_day if not nth for n in (-1, *range(1, most + 1))}
        by_day = sorted(either)
    if by_week_no and not by_day and not by_month_day and not by_year_day:
        by_day = [(None, start.weekday())]

    begin = start
    own_ends = False
    if freq == rrule.WEEKLY and by_set_pos:
        own_ends = True
        begin = start - timedelta(days=(start.weekday() - week_start) % 7)
        by_day = by_day or [(None, start.weekday())]
    by_time = {
        "byhour": numbers(parts, "BYHOUR") or ([start.hour] if freq < rrule.HOURLY else None),
        "byminute": numbers(parts, "BYMINUTE") or ([start.minute] if freq < rrule.MINUTELY else None),
        "bysecond": numbers(parts, "BYSECOND") or ([start.second] if freq < rrule.SECONDLY else None),
    }
    if own_ends:
        begin = datetime.combine(begin.date(), time())
    base = None
    if by_week_no:
        own_ends = True
        base = week_number(start.date(), week_start)[0]
        begin = datetime(base - 1, 12, 20)
    days = [rrule.weekday(day, nth) if nth else rrule.weekday(day) for nth, day in by_day] if by_day else None
    moments = rrule.rrule(
        freq,
        dtstart=begin,
        interval=1 if by_week_no else interval,
        wkst=week_start,
        count=None if own_ends else count,
        until=None if own_ends else until,
        bysetpos=None if by_week_no else by_set_pos,
        bymonth=by_month,
        bymonthday=by_month_day,
        byyearday=by_year_day,
        byweekday=days,
        **by_time,
    )
    if by_week_no:
        def in_week(moment):
            year, number, weeks = week_number(moment.date(), week_start)
            return (year - base) % interval == 0 and (number in by_week_no or number - weeks - 1 in by_week_no)

        moments = (moment for moment in moments if in_week(moment))
        if by_set_pos:
            moments = grouped(moments, lambda moment: week_number(moment.date(), week_start)[0], by_set_pos)
    for moment in moments:
        if own_ends:
            if moment < start:
                continue
            if until and moment > until or count == 0:
                return
            count = count and count - 1
        yield moment


def moment(text):
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def answer(case):
    start, begin, end = (moment(case[name]) for name in ("start", "from", "to"))
    whole = not isinstance(start, datetime)
    times = []
    for found in expand(case["rule"], start):
        found = found.date() if whole else found
        if found >= end:
            break
        if found < begin:
            continue
        if len(times) == case["limit"]:
            return {"times": times, "cut": True}
        times.append(found.isoformat())
    return {"times": times, "cut": False}


def within_time(case):
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_EACH)
        try:
            return answer(case)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except NoEnd:
        return {"skipped": "no end"}
    except IndexError:
        return {"skipped": "dateutil fails"}
    except ValueError as error:
        # dateutil's way of saying that a rule of hours, minutes or seconds never fits.
        if "empty" in str(error):
            return {"times": [], "cut": False}
        raise


def main():
    signal.signal(signal.SIGVTALRM, ring)
    for line in sys.stdin:
        print(json.dumps(within_time(json.loads(line))), flush=True)


main()
