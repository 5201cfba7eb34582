/* What border 1.1 added, on a 64-bit machine. Nothing here may change, as nothing of layout_1_0.c;
 * a later minor version gets a file of its own. */
#define LAYOUT_MINOR 1
#include "layout.h"

/* Appended. */
STRUCT(stelsel_model_v1, 136);
MEMBER(stelsel_model_v1, keep, 120, 8);
MEMBER(stelsel_model_v1, revision, 128, 8);

STRUCT(stelsel_engine_v1, 88);
MEMBER(stelsel_engine_v1, calculate, 40, 8);
MEMBER(stelsel_engine_v1, query, 48, 8);
MEMBER(stelsel_engine_v1, commit_with, 56, 8);
MEMBER(stelsel_engine_v1, history, 64, 8);
MEMBER(stelsel_engine_v1, verify, 72, 8);
MEMBER(stelsel_engine_v1, backup, 80, 8);

STRUCT(stelsel_commit, 40);
MEMBER(stelsel_commit, author, 32, 8);

STRUCT(stelsel_store_v1, 144);
MEMBER(stelsel_store_v1, revision, 104, 8);
MEMBER(stelsel_store_v1, changes, 112, 8);
MEMBER(stelsel_store_v1, finish, 120, 8);
MEMBER(stelsel_store_v1, verify, 128, 8);
MEMBER(stelsel_store_v1, backup, 136, 8);

/* New. */
STRUCT(stelsel_committed, 32);
MEMBER(stelsel_committed, size, 0, 4);
MEMBER(stelsel_committed, written, 8, 8);
MEMBER(stelsel_committed, erased, 16, 8);
MEMBER(stelsel_committed, revision, 24, 8);

STRUCT(stelsel_revision, 64);
MEMBER(stelsel_revision, size, 0, 4);
MEMBER(stelsel_revision, number, 8, 8);
MEMBER(stelsel_revision, upserted, 16, 8);
MEMBER(stelsel_revision, erased, 24, 8);
MEMBER(stelsel_revision, time, 32, 8);
MEMBER(stelsel_revision, author, 40, 8);
MEMBER(stelsel_revision, message, 48, 8);
MEMBER(stelsel_revision, digest, 56, 8);

STRUCT(stelsel_place, 40);
MEMBER(stelsel_place, size, 0, 4);
MEMBER(stelsel_place, table, 8, 8);
MEMBER(stelsel_place, field, 16, 8);
MEMBER(stelsel_place, cell, 24, 8);
MEMBER(stelsel_place, line, 32, 8);

STRUCT(stelsel_reading_v1, 32);
MEMBER(stelsel_reading_v1, size, 0, 4);
MEMBER(stelsel_reading_v1, rows, 8, 8);
MEMBER(stelsel_reading_v1, finding, 16, 8);
MEMBER(stelsel_reading_v1, texts, 24, 8);

STRUCT(stelsel_checks_v1, 24);
MEMBER(stelsel_checks_v1, size, 0, 4);
MEMBER(stelsel_checks_v1, self, 8, 8);
MEMBER(stelsel_checks_v1, run, 16, 8);

STRUCT(stelsel_calculation_v1, 24);
MEMBER(stelsel_calculation_v1, size, 0, 4);
MEMBER(stelsel_calculation_v1, self, 8, 8);
MEMBER(stelsel_calculation_v1, run, 16, 8);

STRUCT(stelsel_query_v1, 24);
MEMBER(stelsel_query_v1, size, 0, 4);
MEMBER(stelsel_query_v1, self, 8, 8);
MEMBER(stelsel_query_v1, run, 16, 8);

STRUCT(stelsel_format_v1, 32);
MEMBER(stelsel_format_v1, size, 0, 4);
MEMBER(stelsel_format_v1, self, 8, 8);
MEMBER(stelsel_format_v1, read, 16, 8);
MEMBER(stelsel_format_v1, write, 24, 8);
