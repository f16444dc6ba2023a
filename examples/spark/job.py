"""Duplicates and references of a dump on a cluster: see the README beside this file."""

from __future__ import annotations

import argparse

from pyspark.sql import SparkSession

from citelib.scale import spark as scale


def main() -> None:
    """Run the job that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", help="files of references: a folder or a pattern, on any file system of Spark")
    parser.add_argument("target", help="folder for the results")
    parser.add_argument("--format", help="format of the files")
    parser.add_argument("--style", default="apa", help="style of the references")
    parser.add_argument("--checkpoints", help="folder that outlives the loss of a worker")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("citelib").getOrCreate()
    if options.checkpoints:
        spark.sparkContext.setCheckpointDir(options.checkpoints)
    works = scale.read(spark, options.source, options.format)
    works.write.mode("overwrite").parquet(f"{options.target}/works")  # read once, used by all that follows
    works = spark.read.parquet(f"{options.target}/works")
    found = scale.find(works)
    found.groups.write.mode("overwrite").parquet(f"{options.target}/groups")
    found.versions.write.mode("overwrite").parquet(f"{options.target}/versions")
    cited = scale.with_references(works.where("csl is not null").select("id", "csl"), options.style)
    cited.select("id", "reference", "citation").write.mode("overwrite").parquet(f"{options.target}/references")
    unread = works.where("csl is null").count()
    print(f"{works.count() - unread:,} works, {unread:,} not read, {found.groups.count():,} in groups")
    spark.stop()


if __name__ == "__main__":
    main()
