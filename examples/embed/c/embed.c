/* stelsel in a program in C11: open it, fill it from files and from objects, check, ask, report,
 * store.
 *
 *     cc -std=c11 embed.c -o embed $(pkg-config --cflags --libs stelsel)
 *     ./embed LANDSCAPE PLUGINS STORE
 */
#include <stdio.h>
#include <time.h>

#include "stelsel/rows.h"
#include "stelsel/stelsel.h"

/* What the steps share. All that ends in NULL is released at the end, whatever happened. */
typedef struct program {
  const stelsel_host* host;
  const stelsel_model_v1* model;
  const stelsel_engine_v1* engine;
  const stelsel_findings_v1* found;
  const stelsel_output_v1* output;
  stelsel_findings* findings;
  stelsel_snapshot* snapshot;
  stelsel_error error;
} program;

/* How long the million rows took goes to standard error. */
static double now(void) {
  struct timespec at;
  timespec_get(&at, TIME_UTC);
  return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* 1. Open an engine. It finds plugins, and loads one when it is first needed. */
static int open_engine(program* p, const char* plugins) {
  char options[4096];
  snprintf(options, sizeof options, "{\"plugins\": [\"%s\"], \"language\": \"en\"}", plugins);
  p->host = stelsel_open(options, &p->error);
  if (p->host == NULL) return p->error.code;
  p->model = stelsel_service(p->host, STELSEL_HOST_MODEL);
  p->engine = stelsel_service(p->host, STELSEL_HOST_ENGINE);
  p->found = stelsel_service(p->host, STELSEL_HOST_FINDINGS);
  p->output = stelsel_service(p->host, STELSEL_HOST_OUTPUT);
  return p->found->make(p->host, 0, &p->findings, &p->error);
}

/* 2. Fill it from files: a folder of CSV files, a workbook, a store. */
static int read_files(program* p, const char* landscape) {
  const int code =
      p->engine->read(p->host, landscape, NULL, p->findings, NULL, &p->snapshot, &p->error);
  if (code == STELSEL_OK)
    printf("regions: %lld\n", (long long)p->model->row_count(p->snapshot, "region"));
  return code;
}

/* 3. Fill it from your own objects: one row, and a million. */
static int write_region(program* p, stelsel_writer* writer) {
  static const stelsel_column columns[] = {
      {"region", STELSEL_TEXT, 0}, {"name", STELSEL_TEXT, 0}, {"illustratief", STELSEL_BOOLEAN, 0}};
  stelsel_table table;
  struct ArrowArrayStream rows;
  int code;
  stelsel_table_begin(&table, columns, 3);
  stelsel_table_text(&table, "voorbeeld");
  stelsel_table_text(&table, "Voorbeeld");
  stelsel_table_integer(&table, 1);
  stelsel_table_end_row(&table);
  code = stelsel_table_stream(&table, &rows, &p->error);
  return code != STELSEL_OK ? code : p->model->upsert(writer, "region", &rows, &p->error);
}

static int write_statuses(program* p, stelsel_writer* writer) {
  static const stelsel_column columns[] = {
      {"region", STELSEL_TEXT, 0},      {"agreement_topic", STELSEL_TEXT, 0},
      {"domain", STELSEL_TEXT, 0},      {"observed_on", STELSEL_TEXT, 0},
      {"sequence", STELSEL_INTEGER, 0}, {"topic_version", STELSEL_INTEGER, 0},
      {"status", STELSEL_TEXT, 0},      {"illustratief", STELSEL_BOOLEAN, 0}};
  stelsel_table table;
  struct ArrowArrayStream rows;
  int code, i;
  stelsel_table_begin(&table, columns, 8);
  for (i = 1; i <= 1000000; ++i) {
    stelsel_table_text(&table, "voorbeeld");
    stelsel_table_text(&table, "A1");
    stelsel_table_text(&table, "BW");
    stelsel_table_text(&table, "2021-10-01");
    stelsel_table_integer(&table, i);
    stelsel_table_integer(&table, 1);
    stelsel_table_text(&table, i % 2 == 1 ? "ja" : "nee");
    stelsel_table_integer(&table, 1);
    stelsel_table_end_row(&table);
  }
  code = stelsel_table_stream(&table, &rows, &p->error);
  return code != STELSEL_OK ? code : p->model->upsert(writer, "agreement_status", &rows, &p->error);
}

static int write_objects(program* p) {
  stelsel_writer* writer = NULL;
  stelsel_snapshot* next = NULL;
  const double start = now();
  int code = p->model->begin(p->host, p->snapshot, &writer, &p->error);
  if (code == STELSEL_OK) code = write_region(p, writer);
  if (code == STELSEL_OK) code = write_statuses(p, writer);
  if (code != STELSEL_OK) {
    p->model->abandon(writer);
    return code;
  }
  code = p->model->commit(writer, &next, &p->error);
  if (code != STELSEL_OK) return code;
  p->model->release(p->snapshot);
  p->snapshot = next;
  fprintf(stderr, "a million rows written in %.2f s\n", now() - start);
  printf("statuses: %lld\n", (long long)p->model->row_count(next, "agreement_status"));
  return STELSEL_OK;
}

/* 4. Check it, and read what is wrong and where. */
static int print_finding(stelsel_cursor* rows) {
  static const char* const columns[] = {"severity", "table", "field", "key"};
  int i;
  printf("finding:");
  for (i = 0; i < 4; ++i) {
    const stelsel_cell cell = stelsel_cursor_cell(rows, stelsel_cursor_column(rows, columns[i]));
    printf(" %.*s", (int)cell.length, cell.text);
  }
  return printf("\n");
}

static int check(program* p) {
  struct ArrowArrayStream stream;
  stelsel_cursor rows;
  int rule, shown = 0;
  int code = p->engine->check(p->host, p->snapshot, "{\"as_of\": \"2021-12-31\"}", p->findings,
                              NULL, &p->error);
  if (code != STELSEL_OK) return code;
  printf("errors: %lld\n", (long long)p->found->count(p->findings, STELSEL_WRONG));
  code = p->found->stream(p->findings, "en", &stream, &p->error);
  if (code != STELSEL_OK) return code;
  stelsel_cursor_open(&rows, &stream);
  rule = stelsel_cursor_column(&rows, "rule");
  while (!shown && stelsel_cursor_next(&rows)) {
    if (stelsel_cell_is(stelsel_cursor_cell(&rows, rule), "core/contradicting_observations"))
      shown = print_finding(&rows);
  }
  return stelsel_cursor_close(&rows, &p->error);
}

/* 5. Ask it something. A value goes in by name, never into the text. */
static int ask(program* p) {
  struct ArrowArrayStream stream;
  stelsel_cursor rows;
  int code = p->engine->query(
      p->host, "sql", p->snapshot,
      "SELECT count(*) AS n, sum(sequence) AS total FROM agreement_status WHERE region = :region",
      "{\"set\": {\"region\": \"voorbeeld\"}}", NULL, &stream, &p->error);
  if (code != STELSEL_OK) return code;
  stelsel_cursor_open(&rows, &stream);
  while (stelsel_cursor_next(&rows))
    printf("query: %lld %lld\n", (long long)stelsel_cursor_cell(&rows, 0).integer,
           (long long)stelsel_cursor_cell(&rows, 1).integer);
  return stelsel_cursor_close(&rows, &p->error);
}

/* A table without a copy: batches share the snapshot's own memory. */
static int read_without_a_copy(program* p) {
  struct ArrowArrayStream stream;
  stelsel_cursor rows;
  int64_t total = 0;
  int sequence;
  const char* const column = "sequence";
  const double start = now();
  int code = p->model->stream(p->snapshot, "agreement_status", &column, 1, &stream, &p->error);
  if (code != STELSEL_OK) return code;
  stelsel_cursor_open(&rows, &stream);
  sequence = stelsel_cursor_column(&rows, "sequence");
  while (stelsel_cursor_next(&rows)) total += stelsel_cursor_cell(&rows, sequence).integer;
  fprintf(stderr, "and read in %.3f s\n", now() - start);
  printf("sequence: %lld\n", (long long)total);
  return stelsel_cursor_close(&rows, &p->error);
}

/* 6. Report into memory, and commit to a store. */
typedef struct page {
  char start[16];
  size_t size;
} page;

static int32_t take(void* context, const void* bytes, size_t count) {
  page* const into = context;
  size_t i;
  for (i = 0; i < count && into->size + i < sizeof into->start - 1; ++i)
    into->start[into->size + i] = ((const char*)bytes)[i];
  into->size += count;
  return 0;
}

static int report(program* p) {
  page made = {{0}, 0};
  stelsel_output* output = NULL;
  int code = p->output->to_function(p->host, take, &made, &output, &p->error);
  if (code == STELSEL_OK)
    code = p->engine->run(
        p->host, "reporting/region", p->snapshot,
        "{\"format\": \"html\", \"as_of\": \"2021-12-31\", \"set\": {\"region\": \"voorbeeld\"}}",
        output, NULL, &p->error);
  if (code == STELSEL_OK) code = p->output->commit(output, &p->error);
  p->output->release(output);
  if (code == STELSEL_OK) printf("report: %s\n", made.start);
  return code;
}

static int commit(program* p, const char* store) {
  char target[4096];
  stelsel_committed done = {sizeof done, 0, 0, 0};
  int code;
  snprintf(target, sizeof target, "sqlite:%s", store);
  code = p->engine->commit_with(p->host, p->snapshot, target,
                                "{\"message\": \"an example\", \"author\": \"example\"}", NULL,
                                &done, &p->error);
  if (code == STELSEL_OK)
    printf("revision: %lld rows: %lld\n", (long long)done.revision, (long long)done.written);
  return code;
}

int main(int argc, char** argv) {
  program p = {NULL, NULL, NULL, NULL, NULL, NULL, NULL, STELSEL_ERROR_INIT};
  int code;
  if (argc != 4) return 2;
  code = open_engine(&p, argv[2]);
  if (code == STELSEL_OK) code = read_files(&p, argv[1]);
  if (code == STELSEL_OK) code = write_objects(&p);
  if (code == STELSEL_OK) code = check(&p);
  if (code == STELSEL_OK) code = ask(&p);
  if (code == STELSEL_OK) code = read_without_a_copy(&p);
  if (code == STELSEL_OK) code = report(&p);
  if (code == STELSEL_OK) code = commit(&p, argv[3]);
  if (code != STELSEL_OK) fprintf(stderr, "%s\n", p.error.text);
  if (p.snapshot != NULL) p.model->release(p.snapshot);
  if (p.findings != NULL) p.found->release(p.findings);
  stelsel_close(p.host);
  return code == STELSEL_OK ? 0 : 1;
}
