"""Dates as people, tools and spreadsheets write them, to UTC; a whole column at a time.

A date without a time of day becomes midnight UTC of that day and is marked so. Whether 03/04 is the
third of April or the fourth of March is said by ``order``; else the other dates of the column tell,
and where they do not, the day is first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import polars as pl

Order = Literal["dmy", "mdy"]

_CLOCK = (
    r"(?:(?:[T ,]+|à|um|at)+(?P<hour>\d{1,2})[:h](?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?P<part>\.\d+)?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?\s*(?:Uhr)?(?P<offset>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$"
)
_ISO = r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _CLOCK
_DAY_FIRST = r"^(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})" + _CLOCK
_MONTH_FIRST = r"^(?P<month>\d{1,2})[-/](?P<day>\d{1,2})[-/](?P<year>\d{4}|\d{2})" + _CLOCK
_DAY_NAMED = (
    r"^(?P<day>\d{1,2})(?:er|st|nd|rd|th)?[ .-]+#(?P<month>\d{2})#[ .,-]+(?P<year>\d{4})" + _CLOCK
)
_NAMED_DAY = (
    r"^#(?P<month>\d{2})#[ .]+(?P<day>\d{1,2})(?:st|nd|rd|th)?[ ,]+(?P<year>\d{4})" + _CLOCK
)
_NO_YEAR = (
    r"^#(?P<month>\d{2})#[ .]+(?P<day>\d{1,2})(?:st|nd|rd|th)?$",
    r"^(?P<day>\d{1,2})(?:er|st|nd|rd|th)?[ .-]+#(?P<month>\d{2})#$",
)
_WEEKDAY = (
    r"(?i)^(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so)"
    r"[a-zäöü]*\.?,?\s+"
)
_MARCH_FIRST = r"^mar[a-zä]*\.?\s+\d{1,2}[a-z]{0,2}[ ,]+\d{4}"
_ARTICLE = r"^(?:le|am|den|on)\s+"
_MONTHS = (
    r"jan(?:uary|uar|vier|v)?|jänner",
    r"feb(?:ruary|ruar)?|f[ée]v(?:rier|r)?",
    r"mar(?:ch|s)?|märz?|mrz",
    r"apr(?:il)?|avr(?:il)?",
    r"mai|may",
    r"jun[ei]?|juin",
    r"jul[yi]?|juil(?:let|l)?",
    r"aug(?:ust)?|ao[ûu]t",
    r"sept?(?:ember|embre)?",
    r"o[ck]t(?:ober|obre)?",
    r"nov(?:ember|embre)?",
    r"de[cz](?:ember)?|d[ée]c(?:embre)?",
)
_FIELDS = ("year", "month", "day", "hour", "minute", "second", "part", "half", "offset")
_EMPTY: dict[str, pl.DataType | type[pl.DataType]] = {
    "moment": pl.Datetime("us", "UTC"),
    "timed": pl.Boolean,
}


def moments(
    texts: pl.Series,
    *,
    order: Order | None = None,
    zone: str = "UTC",
    formats: tuple[str, ...] = (),
    until: datetime | None = None,
) -> pl.DataFrame:
    """Read a column of dates.

    Parameters
    ----------
    texts : pl.Series
        Text; null stays null.
    order : {"dmy", "mdy"}, optional
        How to read 03/04/2024.
    zone : str
        The time zone of times that do not name theirs.
    formats : tuple of str
        ``strftime`` formats to read instead of the usual ones.
    until : datetime, optional
        A day and a month without a year are the last such day up to this one; else no date.

    Returns
    -------
    pl.DataFrame
        ``moment`` (UTC, null where the text is no date) and ``timed`` (whether it had a time).

    Examples
    --------
    >>> moments(pl.Series(["2024-05-01", "28 sept. 2026", "13/02/24 08:31"])).rows()[1:]
    ... # doctest: +NORMALIZE_WHITESPACE
    [(datetime.datetime(2026, 9, 28, 0, 0, tzinfo=zoneinfo.ZoneInfo(key='UTC')), False),
     (datetime.datetime(2024, 2, 13, 8, 31, tzinfo=zoneinfo.ZoneInfo(key='UTC')), True)]
    """
    if not len(texts):
        return pl.DataFrame(schema=_EMPTY)
    if formats:
        return _formatted(texts.str.strip_chars(), formats, zone)
    for form, timed in (("%Y-%m-%d", False), ("%Y-%m-%dT%H:%M:%S%.f%#z", True)):
        clean = texts.str.replace("Z$", "+00:00") if timed else texts
        read = clean.str.to_datetime(form, time_unit="us", strict=False)
        if read.null_count() == texts.null_count():
            moment = _utc(read, "UTC").alias("moment")
            return moment.to_frame().with_columns(timed=pl.lit(value=timed))
    clean = texts.str.strip_chars()
    found = _parts(clean if until is None else with_years(clean, until), order)
    return found.select(_moment(zone).alias("moment"), pl.col("hour").is_not_null().alias("timed"))


def _formatted(texts: pl.Series, formats: tuple[str, ...], zone: str) -> pl.DataFrame:
    timed = [any(code in f for code in ("%H", "%I", "%T", "%s", "%R")) for f in formats]
    read = [
        texts.str.to_datetime(f, time_unit="us", strict=False)
        if has_time
        else texts.str.to_date(f, strict=False).cast(pl.Datetime("us"))
        for f, has_time in zip(formats, timed, strict=True)
    ]
    columns = {
        str(i): _utc(s, zone if t else "UTC")
        for i, (s, t) in enumerate(zip(read, timed, strict=True))
    }
    clock = [pl.when(pl.col(str(i)).is_not_null()).then(pl.lit(t)) for i, t in enumerate(timed)]
    return pl.DataFrame(columns).select(
        pl.coalesce(*columns).alias("moment"),
        pl.coalesce(*clock).fill_null(value=False).alias("timed"),
    )


def _utc(read: pl.Series, zone: str) -> pl.Series:
    if isinstance(read.dtype, pl.Datetime) and read.dtype.time_zone:
        return read.dt.convert_time_zone("UTC")
    placed = read.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return placed.dt.convert_time_zone("UTC")


def _parts(texts: pl.Series, order: Order | None) -> pl.DataFrame:
    found = [_groups(texts, _ISO)]
    if _readable(found[0]) + texts.null_count() < len(texts):
        named = _with_month_numbers(texts)
        found += [_numeric(texts, order), _groups(named, _DAY_NAMED), _groups(named, _NAMED_DAY)]
        found += [_epoch(texts)]
    return pl.DataFrame(
        {name: pl.select(pl.coalesce(*(f[name] for f in found))).to_series() for name in _FIELDS}
    )


def with_years(texts: pl.Series, until: datetime) -> pl.Series:
    """Give dates of a day and a month their year: that of the last such day up to one.

    Examples
    --------
    >>> some = pl.Series(["November 3", "24. Dez.", "2024-05-01"])
    >>> with_years(some, datetime(2026, 11, 22)).to_list()
    ['2026-11-03', '2025-12-24', '2024-05-01']
    """
    named = _with_month_numbers(texts)
    found = [named.str.extract_groups(form).struct.unnest() for form in _NO_YEAR]
    month, day = (pl.coalesce(*(f[name] for f in found)) for name in ("month", "day"))
    month_day = pl.format("{}-{}", month, day.str.zfill(2))
    year = pl.when(month_day <= f"{until:%m-%d}").then(until.year).otherwise(until.year - 1)
    written = pl.coalesce(pl.format("{}-{}", year, month_day), texts).alias("text")
    return pl.select(written).to_series()


def _groups(texts: pl.Series, pattern: str) -> pl.DataFrame:
    fields = texts.str.extract_groups(pattern).struct.unnest()
    return fields.select(_FIELDS)


def _readable(fields: pl.DataFrame) -> int:
    return len(fields) - fields["day"].null_count()


def _numeric(texts: pl.Series, order: Order | None) -> pl.DataFrame:
    read: dict[Order, pl.DataFrame] = {
        "dmy": _groups(texts, _DAY_FIRST),
        "mdy": _groups(texts, _MONTH_FIRST),
    }
    chosen = read[order or _likelier(read)]
    dotted = texts.str.contains(r"^\d{1,2}\.").fill_null(value=False)
    years = pl.col("year")
    return pl.DataFrame(
        {n: read["dmy"][n].zip_with(dotted, chosen[n]) for n in _FIELDS}
    ).with_columns(
        pl.when(years.str.len_chars() == 2).then("20" + years).otherwise(years).alias("year")
    )


def _likelier(read: Mapping[Order, pl.DataFrame]) -> Order:
    months = {order: fields["month"].cast(pl.Int32) for order, fields in read.items()}
    impossible = {order: int((month > 12).sum()) for order, month in months.items()}
    return "mdy" if impossible["mdy"] < impossible["dmy"] else "dmy"


def _with_month_numbers(texts: pl.Series) -> pl.Series:
    plain = texts.str.to_lowercase().str.replace(_ARTICLE, "")
    march = plain.str.contains(_MARCH_FIRST)  # "Mar 31, 2025" is no Tuesday (mardi)
    named = pl.select(
        pl.when(march).then(plain).otherwise(plain.str.replace(_WEEKDAY, ""))
    ).to_series()
    for number, names in enumerate(_MONTHS, 1):
        named = named.str.replace(rf"\b(?:{names})\b\.?", f"#{number:02}#")
    return named.str.replace(r"(gmt|utc|z)$", "Z")


def _epoch(texts: pl.Series) -> pl.DataFrame:
    seconds = texts.str.extract(r"^(\d{10})(?:\d{3})?$").cast(pl.Int64)
    written = pl.from_epoch(seconds, "s").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _groups(written, _ISO)


def _moment(zone: str) -> pl.Expr:
    hour = pl.col("hour").cast(pl.Int32)
    half = pl.col("half").str.to_lowercase()
    hour = (
        pl.when(half == "p").then(hour % 12 + 12).when(half == "a").then(hour % 12).otherwise(hour)
    )
    two = [pl.col(name).str.zfill(2).fill_null("00") for name in ("minute", "second")]
    written = pl.format(
        "{}-{}-{} {}:{}:{}{}",
        pl.col("year"),
        pl.col("month").str.zfill(2),
        pl.col("day").str.zfill(2),
        hour.cast(pl.String).str.zfill(2).fill_null("00"),
        *two,
        pl.col("part").fill_null(""),
    )
    local = written.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=False)
    placed = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    whole_day = local.dt.replace_time_zone("UTC")
    return (
        pl.when(hour.is_null())
        .then(whole_day)
        .when(pl.col("offset").is_not_null())
        .then(whole_day - _offset())
        .otherwise(placed.dt.convert_time_zone("UTC"))
    )


def _offset() -> pl.Expr:
    sign = pl.when(pl.col("offset").str.starts_with("-")).then(-1).otherwise(1)
    hours = pl.col("offset").str.extract(r"(\d{2}):?\d{2}$").cast(pl.Int64).fill_null(0)
    minutes = pl.col("offset").str.extract(r"\d{2}:?(\d{2})$").cast(pl.Int64).fill_null(0)
    return pl.duration(minutes=sign * (hours * 60 + minutes))
