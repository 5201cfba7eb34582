/* The layout of border 1.0 on a 64-bit machine. Programs and plugins that were built with it must
 * go on working with every later 1.x, so nothing here may change: a later minor version may append
 * members, which get a file of their own. */

#define LAYOUT_MINOR 0
#include "layout.h"

STRUCT(stelsel_error, 4096);
MEMBER(stelsel_error, size, 0, 4);
MEMBER(stelsel_error, code, 4, 4);
MEMBER(stelsel_error, text, 8, 4088);

STRUCT(struct ArrowSchema, 72);
MEMBER(struct ArrowSchema, format, 0, 8);
MEMBER(struct ArrowSchema, name, 8, 8);
MEMBER(struct ArrowSchema, metadata, 16, 8);
MEMBER(struct ArrowSchema, flags, 24, 8);
MEMBER(struct ArrowSchema, n_children, 32, 8);
MEMBER(struct ArrowSchema, children, 40, 8);
MEMBER(struct ArrowSchema, dictionary, 48, 8);
MEMBER(struct ArrowSchema, release, 56, 8);
MEMBER(struct ArrowSchema, private_data, 64, 8);

STRUCT(struct ArrowArray, 80);
MEMBER(struct ArrowArray, length, 0, 8);
MEMBER(struct ArrowArray, null_count, 8, 8);
MEMBER(struct ArrowArray, offset, 16, 8);
MEMBER(struct ArrowArray, n_buffers, 24, 8);
MEMBER(struct ArrowArray, n_children, 32, 8);
MEMBER(struct ArrowArray, buffers, 40, 8);
MEMBER(struct ArrowArray, children, 48, 8);
MEMBER(struct ArrowArray, dictionary, 56, 8);
MEMBER(struct ArrowArray, release, 64, 8);
MEMBER(struct ArrowArray, private_data, 72, 8);

STRUCT(struct ArrowArrayStream, 40);
MEMBER(struct ArrowArrayStream, get_schema, 0, 8);
MEMBER(struct ArrowArrayStream, get_next, 8, 8);
MEMBER(struct ArrowArrayStream, get_last_error, 16, 8);
MEMBER(struct ArrowArrayStream, release, 24, 8);
MEMBER(struct ArrowArrayStream, private_data, 32, 8);

STRUCT(stelsel_host, 16);
MEMBER(stelsel_host, size, 0, 4);
MEMBER(stelsel_host, version, 4, 4);
MEMBER(stelsel_host, service, 8, 8);

STRUCT(stelsel_model_v1, 120);
MEMBER(stelsel_model_v1, size, 0, 4);
MEMBER(stelsel_model_v1, retain, 8, 8);
MEMBER(stelsel_model_v1, release, 16, 8);
MEMBER(stelsel_model_v1, table_count, 24, 8);
MEMBER(stelsel_model_v1, table_name, 32, 8);
MEMBER(stelsel_model_v1, schema, 40, 8);
MEMBER(stelsel_model_v1, row_count, 48, 8);
MEMBER(stelsel_model_v1, stream, 56, 8);
MEMBER(stelsel_model_v1, as_of, 64, 8);
MEMBER(stelsel_model_v1, begin, 72, 8);
MEMBER(stelsel_model_v1, upsert, 80, 8);
MEMBER(stelsel_model_v1, erase, 88, 8);
MEMBER(stelsel_model_v1, commit, 96, 8);
MEMBER(stelsel_model_v1, abandon, 104, 8);
MEMBER(stelsel_model_v1, diff, 112, 8);

STRUCT(stelsel_element, 40);
MEMBER(stelsel_element, size, 0, 4);
MEMBER(stelsel_element, kind, 4, 4);
MEMBER(stelsel_element, level, 8, 4);
MEMBER(stelsel_element, id, 16, 8);
MEMBER(stelsel_element, text, 24, 8);
MEMBER(stelsel_element, options, 32, 8);

STRUCT(stelsel_document_v1, 48);
MEMBER(stelsel_document_v1, size, 0, 4);
MEMBER(stelsel_document_v1, add, 8, 8);
MEMBER(stelsel_document_v1, count, 16, 8);
MEMBER(stelsel_document_v1, element, 24, 8);
MEMBER(stelsel_document_v1, rows, 32, 8);
MEMBER(stelsel_document_v1, language, 40, 8);

STRUCT(stelsel_findings_v1, 48);
MEMBER(stelsel_findings_v1, size, 0, 4);
MEMBER(stelsel_findings_v1, make, 8, 8);
MEMBER(stelsel_findings_v1, release, 16, 8);
MEMBER(stelsel_findings_v1, count, 24, 8);
MEMBER(stelsel_findings_v1, stream, 32, 8);
MEMBER(stelsel_findings_v1, write, 40, 8);

STRUCT(stelsel_output_v1, 48);
MEMBER(stelsel_output_v1, size, 0, 4);
MEMBER(stelsel_output_v1, write, 8, 8);
MEMBER(stelsel_output_v1, to_file, 16, 8);
MEMBER(stelsel_output_v1, to_function, 24, 8);
MEMBER(stelsel_output_v1, commit, 32, 8);
MEMBER(stelsel_output_v1, release, 40, 8);

STRUCT(stelsel_log_v1, 16);
MEMBER(stelsel_log_v1, size, 0, 4);
MEMBER(stelsel_log_v1, log, 8, 8);

STRUCT(stelsel_progress_v1, 48);
MEMBER(stelsel_progress_v1, size, 0, 4);
MEMBER(stelsel_progress_v1, advance, 8, 8);
MEMBER(stelsel_progress_v1, cancelled, 16, 8);
MEMBER(stelsel_progress_v1, make, 24, 8);
MEMBER(stelsel_progress_v1, cancel, 32, 8);
MEMBER(stelsel_progress_v1, release, 40, 8);

STRUCT(stelsel_config_v1, 16);
MEMBER(stelsel_config_v1, size, 0, 4);
MEMBER(stelsel_config_v1, get, 8, 8);

STRUCT(stelsel_engine_v1, 40);
MEMBER(stelsel_engine_v1, size, 0, 4);
MEMBER(stelsel_engine_v1, read, 8, 8);
MEMBER(stelsel_engine_v1, check, 16, 8);
MEMBER(stelsel_engine_v1, run, 24, 8);
MEMBER(stelsel_engine_v1, commit, 32, 8);

STRUCT(stelsel_plugin, 32);
MEMBER(stelsel_plugin, size, 0, 4);
MEMBER(stelsel_plugin, version, 4, 4);
MEMBER(stelsel_plugin, self, 8, 8);
MEMBER(stelsel_plugin, capability, 16, 8);
MEMBER(stelsel_plugin, stop, 24, 8);

STRUCT(stelsel_run, 56);
MEMBER(stelsel_run, size, 0, 4);
MEMBER(stelsel_run, snapshot, 8, 8);
MEMBER(stelsel_run, as_of, 16, 8);
MEMBER(stelsel_run, language, 24, 8);
MEMBER(stelsel_run, parameters, 32, 8);
MEMBER(stelsel_run, source, 40, 8);
MEMBER(stelsel_run, progress, 48, 8);

STRUCT(stelsel_report_v1, 24);
MEMBER(stelsel_report_v1, size, 0, 4);
MEMBER(stelsel_report_v1, self, 8, 8);
MEMBER(stelsel_report_v1, run, 16, 8);

STRUCT(stelsel_renderer_v1, 24);
MEMBER(stelsel_renderer_v1, size, 0, 4);
MEMBER(stelsel_renderer_v1, self, 8, 8);
MEMBER(stelsel_renderer_v1, render, 16, 8);

STRUCT(stelsel_commit, 32);
MEMBER(stelsel_commit, size, 0, 4);
MEMBER(stelsel_commit, base, 8, 8);
MEMBER(stelsel_commit, message, 16, 8);
MEMBER(stelsel_commit, time, 24, 8);

STRUCT(stelsel_store_v1, 104);
MEMBER(stelsel_store_v1, size, 0, 4);
MEMBER(stelsel_store_v1, self, 8, 8);
MEMBER(stelsel_store_v1, open, 16, 8);
MEMBER(stelsel_store_v1, close, 24, 8);
MEMBER(stelsel_store_v1, latest, 32, 8);
MEMBER(stelsel_store_v1, table, 40, 8);
MEMBER(stelsel_store_v1, schema, 48, 8);
MEMBER(stelsel_store_v1, read, 56, 8);
MEMBER(stelsel_store_v1, begin, 64, 8);
MEMBER(stelsel_store_v1, upsert, 72, 8);
MEMBER(stelsel_store_v1, erase, 80, 8);
MEMBER(stelsel_store_v1, commit, 88, 8);
MEMBER(stelsel_store_v1, rollback, 96, 8);

NUMBER(STELSEL_OK, 0);
NUMBER(STELSEL_CANCELLED, 1);
NUMBER(STELSEL_UNKNOWN, 2);
NUMBER(STELSEL_INVALID_ARGUMENT, 3);
NUMBER(STELSEL_NOT_FOUND, 5);
NUMBER(STELSEL_ALREADY_EXISTS, 6);
NUMBER(STELSEL_PERMISSION_DENIED, 7);
NUMBER(STELSEL_RESOURCE_EXHAUSTED, 8);
NUMBER(STELSEL_FAILED_PRECONDITION, 9);
NUMBER(STELSEL_ABORTED, 10);
NUMBER(STELSEL_OUT_OF_RANGE, 11);
NUMBER(STELSEL_UNIMPLEMENTED, 12);
NUMBER(STELSEL_INTERNAL, 13);
NUMBER(STELSEL_UNAVAILABLE, 14);
NUMBER(STELSEL_DATA_LOSS, 15);

NUMBER(STELSEL_TITLE, 1);
NUMBER(STELSEL_SECTION, 2);
NUMBER(STELSEL_PARAGRAPH, 3);
NUMBER(STELSEL_TABLE, 4);
NUMBER(STELSEL_CHART, 5);
NUMBER(STELSEL_NOTE, 6);
NUMBER(STELSEL_FOOTNOTE, 7);

NUMBER(STELSEL_FATAL, 1);
NUMBER(STELSEL_WRONG, 2);
NUMBER(STELSEL_WARNING, 3);
NUMBER(STELSEL_INFO, 4);

NUMBER(STELSEL_LOG_DEBUG, 1);
NUMBER(STELSEL_LOG_INFO, 2);
NUMBER(STELSEL_LOG_WARNING, 3);
NUMBER(STELSEL_LOG_ERROR, 4);

NUMBER(STELSEL_READ, 1);
NUMBER(STELSEL_WRITE, 2);
NUMBER(STELSEL_CREATE, 3);
