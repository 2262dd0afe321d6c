"""One function per chart: a table in, a Vega-Lite specification out. Pure."""
