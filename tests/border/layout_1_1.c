/* What border 1.1 added, on a 64-bit machine. Nothing here may change, as nothing of layout_1_0.c;
 * a later minor version gets a file of its own. */
#define LAYOUT_MINOR 1
#include "layout.h"

/* Appended. */
STRUCT(stelsel_model_v1, 128);
MEMBER(stelsel_model_v1, keep, 120, 8);

STRUCT(stelsel_engine_v1, 56);
MEMBER(stelsel_engine_v1, calculate, 40, 8);
MEMBER(stelsel_engine_v1, query, 48, 8);

STRUCT(stelsel_place, 40);
MEMBER(stelsel_place, size, 0, 4);
MEMBER(stelsel_place, table, 8, 8);
MEMBER(stelsel_place, field, 16, 8);
MEMBER(stelsel_place, cell, 24, 8);
MEMBER(stelsel_place, line, 32, 8);

STRUCT(stelsel_reading_v1, 24);
MEMBER(stelsel_reading_v1, size, 0, 4);
MEMBER(stelsel_reading_v1, rows, 8, 8);
MEMBER(stelsel_reading_v1, finding, 16, 8);

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
