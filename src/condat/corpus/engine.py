"""The one table engine: Daft, in this process or on a Ray cluster, by one setting.

Methods import ``daft`` for its expressions; where they run is decided here, once, at start.
"""

from __future__ import annotations

import importlib.util
import logging
from typing import TYPE_CHECKING, Any

import daft
import pyarrow as pa
from daft import runners

from condat.core.errors import SettingsError
from condat.core.settings import Engine
from condat.core.words import mark

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

# Each read of a table kept in buckets would warn that it reads every bucket, which is what we ask.
logging.getLogger("daft.io.delta_lake.delta_lake_scan").setLevel(logging.ERROR)


def start(engine: Engine) -> None:
    """Choose where table work runs, for the rest of this process.

    Raises
    ------
    SettingsError
        When the runner is ``ray`` and Ray is not installed, or another runner was chosen before.

    Examples
    --------
    >>> start(Engine())
    """
    if daft.get_or_infer_runner_type() == engine.runner:
        return
    if engine.runner == "ray" and importlib.util.find_spec("ray") is None:
        raise SettingsError(
            mark("engine.runner is ray, and Ray is not installed."),
            hint=mark('In Condat’s own folder, run: .venv/bin/pip install --editable ".[ray]"'),
        )
    if (chosen := runners._get_runner()) is not None:
        raise SettingsError(
            mark("The engine runs as {runner} already, in this process."), runner=chosen.name
        )
    if engine.runner == "ray":
        daft.set_runner_ray(address=engine.address, noop_if_initialized=True)
    else:
        daft.set_runner_native()


def frame(table: pa.Table | pl.DataFrame | pd.DataFrame | daft.DataFrame) -> daft.DataFrame:
    """Take a table of any of the four kinds that people hold, as a Daft frame.

    Examples
    --------
    >>> frame(pa.table({"likes": [3, 4]})).sum("likes").to_pydict()
    {'likes': [7]}
    """
    if isinstance(table, daft.DataFrame):
        return table
    return daft.from_arrow(_arrow(table))


def arrow(frame: daft.DataFrame, schema: pa.Schema | None = None) -> pa.Table:
    """Compute a Daft frame to an Arrow table, of the given schema's columns and types.

    Examples
    --------
    >>> arrow(frame(pa.table({"likes": [3]}))).schema.field("likes").type
    DataType(int64)
    """
    table = frame.to_arrow()
    return table if schema is None else table.select(schema.names).cast(schema)


def _arrow(table: Any) -> pa.Table:
    if isinstance(table, pa.Table):
        return table
    if hasattr(table, "to_arrow"):  # Polars
        return table.to_arrow()
    return pa.Table.from_pandas(table, preserve_index=False)
