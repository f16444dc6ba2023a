"""Millions of works: the same answers as `citelib.matching` gives for thousands, on engines that exist.

`citelib.scale.duckdb` runs on one machine, `citelib.scale.spark` on many. Neither decides anything: what of a record is
compared, which pairs are, what each pair is, and which records make a group are pure functions of `citelib.matching`
over one record, one block, one pair and one component. The engines carry rows between them (`citelib.scale.steps`), so
groups, scores and reasons are the same wherever they are computed, and however the rows were spread.
"""
