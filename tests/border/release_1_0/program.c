/* A program as one could be written to border 1.0, which uses each service that it had: reads and
 * checks a package, writes rows, compares, stores, makes a report with the plugin beside it, and
 * prints what came of it. program LANDSCAPE PLUGINS FOLDER */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stelsel/stelsel.h"

static const stelsel_host* host;
static const stelsel_model_v1* model;
static const stelsel_engine_v1* engine;
static const stelsel_findings_v1* findings;
static const stelsel_output_v1* output;
static const stelsel_progress_v1* progress;
static stelsel_error error = STELSEL_ERROR_INIT;

/* Ends the program unless `code` is STELSEL_OK. */
static void must(const char* what, int32_t code) {
  if (code == STELSEL_OK) return;
  fprintf(stderr, "%s: code %d: %s\n", what, (int)code, error.text);
  exit(1);
}

static void must_be(const char* what, int is_so) {
  if (is_so) return;
  fprintf(stderr, "not so: %s\n", what);
  exit(1);
}

static void find_services(void) {
  const stelsel_log_v1* log = stelsel_service(host, STELSEL_HOST_LOG);
  const stelsel_config_v1* config = stelsel_service(host, STELSEL_HOST_CONFIG);
  model = stelsel_service(host, STELSEL_HOST_MODEL);
  engine = stelsel_service(host, STELSEL_HOST_ENGINE);
  findings = stelsel_service(host, STELSEL_HOST_FINDINGS);
  output = stelsel_service(host, STELSEL_HOST_OUTPUT);
  progress = stelsel_service(host, STELSEL_HOST_PROGRESS);
  must_be("each service is there", model != NULL && engine != NULL && findings != NULL &&
                                       output != NULL && progress != NULL && log != NULL &&
                                       config != NULL);
  must_be("a table has at least what it had", model->size >= sizeof *model &&
                                                  engine->size >= sizeof *engine &&
                                                  findings->size >= sizeof *findings);
  must_be("there is no other", stelsel_service(host, "host.nonsense/1") == NULL);
  log->log(host, STELSEL_LOG_DEBUG, "not shown");
  printf("language %s\n", config->get(host, "language"));
}

/* Rows of a stream, which is released. */
static long long count_rows(struct ArrowArrayStream* stream) {
  long long rows = 0;
  for (;;) {
    struct ArrowArray batch;
    must_be("a stream goes on", stream->get_next(stream, &batch) == 0);
    if (batch.release == NULL) break;
    rows += (long long)batch.length;
    batch.release(&batch);
  }
  stream->release(stream);
  return rows;
}

static void told(void* context, const char* what, int64_t done, int64_t total) {
  (void)what;
  (void)total;
  if (done >= 0) ++*(long*)context;
}

static stelsel_snapshot* read_landscape(const char* source) {
  stelsel_findings* found = NULL;
  stelsel_progress* watched = NULL;
  stelsel_snapshot* out = NULL;
  struct ArrowArrayStream rows;
  long calls = 0;
  must("findings", findings->make(host, 10, &found, &error));
  must("progress", progress->make(host, told, &calls, &watched, &error));
  must("read", engine->read(host, source, NULL, found, watched, &out, &error));
  must("check", engine->check(host, out, "{\"as_of\": \"2021-12-31\"}", found, watched, &error));
  must("findings as rows", findings->stream(found, "en", &rows, &error));
  printf("errors %lld, progress %s, kept %s\n",
         (long long)(findings->count(found, STELSEL_FATAL) + findings->count(found, STELSEL_WRONG)),
         calls > 0 ? "told" : "not told", count_rows(&rows) > 0 ? "some" : "none");
  progress->cancel(watched);
  must_be("a cancelled call stops",
          engine->check(host, out, NULL, found, watched, NULL) == STELSEL_CANCELLED);
  progress->release(watched);
  findings->release(found);
  return out;
}

/* The regions of `from` in a snapshot made from nothing; on the way they go and come back. */
static stelsel_snapshot* copy_regions(const stelsel_snapshot* from) {
  stelsel_snapshot *all = NULL, *out = NULL;
  stelsel_writer* writer = NULL;
  struct ArrowArrayStream rows;
  must("stream", model->stream(from, "region", NULL, 0, &rows, &error));
  must("begin", model->begin(host, NULL, &writer, &error));
  must("upsert", model->upsert(writer, "region", &rows, &error));
  must("commit", model->commit(writer, &all, &error));
  must_be("all regions came over",
          model->row_count(all, "region") == model->row_count(from, "region"));
  must("stream", model->stream(all, "region", NULL, 0, &rows, &error));
  must("begin", model->begin(host, all, &writer, &error));
  must("erase", model->erase(writer, "region", &rows, &error));
  must("commit", model->commit(writer, &out, &error));
  must_be("and went", model->row_count(out, "region") == 0);
  must("diff", model->diff(out, all, "region", &rows, NULL, &error));
  must_be("which a diff sees", count_rows(&rows) == model->row_count(all, "region"));
  model->release(out);
  must("begin", model->begin(host, NULL, &writer, &error));
  model->abandon(writer);
  return all;
}

static void walk_tables(const stelsel_snapshot* snapshot) {
  static const char* const columns[] = {"municipality"};
  stelsel_snapshot* then = NULL;
  struct ArrowArrayStream rows;
  size_t i;
  for (i = 0; model->table_name(snapshot, i) != NULL; ++i)
    must_be("a table has a schema",
            model->schema(snapshot, model->table_name(snapshot, i)) != NULL);
  must_be("the count of tables fits", i == model->table_count(snapshot));
  must("as_of", model->as_of(snapshot, "2021-12-31", &then, &error));
  must("stream", model->stream(then, "municipality", columns, 1, &rows, &error));
  must_be("a stream has all rows", count_rows(&rows) == model->row_count(then, "municipality"));
  model->retain(then);
  model->release(then);
  model->release(then);
}

static int32_t print(void* context, const void* bytes, size_t count) {
  return fwrite(bytes, 1, count, context) == count ? 0 : 1;
}

/* The report of the plugin of 1.0, once to standard output and once to a file. */
static void report(const stelsel_snapshot* snapshot, const char* folder) {
  static const char options[] =
      "{\"format\": \"lines\", \"as_of\": \"2021-12-31\", \"lang\": \"en\", \"set\": {\"table\": "
      "\"region\"}}";
  char path[1024];
  stelsel_output* out = NULL;
  must("to_function", output->to_function(host, print, stdout, &out, &error));
  must("run", engine->run(host, "release_1_0/count", snapshot, options, out, NULL, &error));
  must("commit", output->commit(out, &error));
  output->release(out);
  snprintf(path, sizeof path, "%s/report.lines", folder);
  must("to_file", output->to_file(host, path, &out, &error));
  must("write", output->write(out, "head\n", 5, &error));
  must("run", engine->run(host, "release_1_0/count", snapshot, options, out, NULL, &error));
  must("commit", output->commit(out, &error));
  output->release(out);
}

/* The names of the municipalities into the plugin's store, and back. */
static void keep_names(const stelsel_snapshot* from, const char* folder) {
  static const char* const columns[] = {"municipality", "name"};
  char target[1024];
  stelsel_snapshot *names = NULL, *back = NULL;
  stelsel_writer* writer = NULL;
  stelsel_findings* found = NULL;
  struct ArrowArrayStream rows;
  int64_t written = 0, again = 0;
  snprintf(target, sizeof target, "names:%s/all.names", folder);
  must("stream", model->stream(from, "municipality", columns, 2, &rows, &error));
  must("begin", model->begin(host, NULL, &writer, &error));
  must("upsert", model->upsert(writer, "municipality", &rows, &error));
  must("commit", model->commit(writer, &names, &error));
  must("store", engine->commit(host, names, target, "all of them", NULL, &written, &error));
  must("store", engine->commit(host, names, target, NULL, NULL, &again, &error));
  must("findings", findings->make(host, 0, &found, &error));
  must("read", engine->read(host, target, NULL, found, NULL, &back, &error));
  must("diff", model->diff(names, back, "municipality", &rows, NULL, &error));
  printf("stored %s, then %lld, back with %lld changed\n",
         written == model->row_count(from, "municipality") ? "all" : "some", (long long)again,
         count_rows(&rows));
  model->release(back);
  model->release(names);
  findings->release(found);
}

int main(int argc, char** argv) {
  char options[2048];
  stelsel_snapshot *landscape, *regions;
  if (argc != 4) return 2;
  must_be("the library is of major version 1 and not older than this",
          STELSEL_MAJOR_OF(stelsel_version()) == 1 && stelsel_version() >= STELSEL_VERSION);
  must_be("options that are wrong are refused", stelsel_open("{\"plugin\": []}", &error) == NULL &&
                                                    error.code == STELSEL_INVALID_ARGUMENT);
  snprintf(options, sizeof options,
           "{\"plugins\": [\"%s\"], \"language\": \"en\", \"log\": \"warning\"}", argv[2]);
  host = stelsel_open(options, &error);
  must_be("an engine opens", host != NULL);
  find_services();
  landscape = read_landscape(argv[1]);
  walk_tables(landscape);
  regions = copy_regions(landscape);
  report(landscape, argv[3]);
  keep_names(landscape, argv[3]);
  stelsel_close(host);
  printf("after the close %s\n", model->row_count(regions, "region") > 0 ? "still good" : "gone");
  model->release(regions);
  model->release(landscape);
  return 0;
}
