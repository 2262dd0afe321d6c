"""Numbers as tools write them in French, English and German; a whole column at a time."""

from __future__ import annotations

from typing import Literal

import polars as pl

Mark = Literal[",", "."]

_SPACES = r"[\s\u00a0\u202f\u2009'’]"
_GROUPED = r"^[-+]?\d{1,3}(?:[.,]\d{3})+$"
_UNITS = r"(?i)(?:%|€|\$|£|eur|usd|gbp|chf)"


def counts(texts: pl.Series) -> pl.Series:
    """Read whole numbers: ``12``, ``1 234``, ``12,400``, ``1.2K``; null where it is none.

    Examples
    --------
    >>> counts(pl.Series(["12", "12,400", "1.2K", "12.0", "12.5", "many", None])).to_list()
    [12, 12400, 1200, 12, None, None, None]
    """
    direct = texts.cast(pl.Int64, strict=False)
    if direct.null_count() == texts.null_count():
        return direct
    plain = texts.str.replace_all(_SPACES, "").to_frame("t")
    thousands = pl.col("t").str.extract(r"(?i)^([-+]?\d+(?:[.,]\d+)?)(?:k|tsd\.?|mille)$")
    millions = pl.col("t").str.extract(r"(?i)^([-+]?\d+(?:[.,]\d+)?)(?:m|mio\.?|mn)$")
    grouped = (
        pl.when(pl.col("t").str.contains(_GROUPED))
        .then(pl.col("t").str.replace_all("[.,]", ""))
        .otherwise(pl.col("t").str.replace(r"[.,]0+$", ""))
        .cast(pl.Int64, strict=False)
    )
    return plain.select(
        pl.coalesce(grouped, _scaled(thousands, 1e3), _scaled(millions, 1e6))
    ).to_series()


def reals(texts: pl.Series, *, mark: Mark | None = None) -> pl.Series:
    """Read numbers with decimals; ``mark`` is the decimal mark, else the column tells.

    A comma is taken for a decimal mark when some number of the column has one that cannot part
    thousands (``84,6``), or when a full stop parts the thousands before it (``1.234,50``).

    Examples
    --------
    >>> reals(pl.Series(["84,6", "1 234,5", "3", "2,79%", None])).to_list()
    [84.6, 1234.5, 3.0, 2.79, None]
    >>> reals(pl.Series(["1,234.50", "12"])).to_list()
    [1234.5, 12.0]
    """
    direct = texts.cast(pl.Float64, strict=False)
    if mark is None and direct.null_count() == texts.null_count():
        return _finite(direct)
    plain = texts.str.replace_all(_SPACES, "").str.replace_all(_UNITS, "")
    decimal = mark or _decimal_mark(plain)
    other = "." if decimal == "," else ","
    return _finite(
        plain.str.replace_all(other, "", literal=True)
        .str.replace(decimal, ".", literal=True)
        .cast(pl.Float64, strict=False)
    )


def _decimal_mark(texts: pl.Series) -> Mark:
    comma = texts.str.contains(r",\d{1,2}$|,\d{4,}$|^0,\d|\.\d{3},\d|^\d{4,},\d")
    return "," if bool(comma.any()) else "."


def _scaled(text: pl.Expr, factor: float) -> pl.Expr:
    number = text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return (number * factor).round().cast(pl.Int64)


def _finite(numbers: pl.Series) -> pl.Series:
    return pl.select(pl.when(numbers.is_finite()).then(numbers)).to_series()
