/* stelsel.h - the border of stelsel, in C11. The only ABI between stelsel, programs that embed it,
 * and plugins. C++ users include stelsel.hpp (embedding) or plugin.hpp (plugins) instead.
 *
 * stelsel is a model of how Dutch municipalities work together on beschermd wonen and
 * maatschappelijke opvang: tables with a schema, on a timeline.
 *
 * Conventions, which hold for everything below:
 *
 *  1. Services. Functions come in tables, asked for by id: `host->service(host, "host.model/1")`.
 *     The number is the table's major version. An id that is not known gives NULL.
 *  2. Growth. Every struct begins with its `size` in bytes as its maker knew it. Members are only
 *     ever appended. Before using one that was not in the first version of its struct, ask
 *     STELSEL_HAS(table, member), which looks at the size and at NULL. A break is a new id (/2).
 *     What is not of 1.0 says [since 1.1]; a service of a later version is NULL in an older host.
 *  3. Errors. A function that can fail returns a code, STELSEL_OK or another of enum stelsel_code,
 *     and takes a `stelsel_error*`, which may be NULL. On failure it puts code and text there;
 *     on success it leaves it alone. Outputs are only valid on success. No pointer may be NULL
 *     unless it says so; a text or name that is NULL is refused like one that is not known.
 *  4. Texts are UTF-8 and end with NUL. Those that you pass in are borrowed for the call. Those
 *     that you get live as long as the object that gave them, unless it says otherwise.
 *  5. Ownership. What a function named make, begin, open, read or the like puts into `**out` is
 *     yours, and goes back by the release or close beside it. Nobody frees what another allocated.
 *     Releasing NULL does nothing.
 *  6. Rows cross as Arrow C streams (https://arrow.apache.org/docs/format/CStreamInterface.html).
 *     A stream that you pass in is taken: the callee releases it, also when it fails. A stream
 *     that you get is yours to release. A stream works once, on one thread at a time, and keeps
 *     alive what it reads from. Streams and batches that a plugin gave must be releasable on any
 *     thread, also after its stop.
 *  7. Threads. [any thread]: may be called from several threads at once. [one at a time]: calls on
 *     one object must not overlap. Services are [any thread]; the host calls one plugin instance
 *     one at a time, unless its manifest says `"thread_safe": true`. A call that reads a stream
 *     lasts until it has read it. A service may be called from any thread, also from one that a
 *     plugin made, but what a call lent only until it returns.
 *  8. Time. A date is `YYYY-MM-DD`. As of a date is about the world; a revision is about what was
 *     known. Nothing here reads the clock to decide what holds: "today" is always an argument.
 *  9. Exceptions never cross. A plugin that lets one out ends the process, in any language.
 * 10. Options and parameters are one JSON object as text; NULL means {}. A member that is not
 *     known is an error, so that a misspelt one is not silently ignored.
 *
 * A program that embeds stelsel, in short:
 *
 *     const stelsel_host* host = stelsel_open(NULL, &error);
 *     if (host == NULL) return error.code;
 *     model = stelsel_service(host, STELSEL_HOST_MODEL);
 *     engine = stelsel_service(host, STELSEL_HOST_ENGINE);
 *     findings = stelsel_service(host, STELSEL_HOST_FINDINGS);
 *     code = findings->make(host, 0, &found, &error);
 *     if (code == STELSEL_OK)
 *       code = engine->read(host, "landscape", NULL, found, NULL, &snapshot, &error);
 *     if (code == STELSEL_OK)
 *       printf("%lld regions\n", (long long)model->row_count(snapshot, "region"));
 *     else
 *       fprintf(stderr, "%s\n", error.text);
 *     model->release(snapshot);
 *     findings->release(found);
 *     stelsel_close(host);
 *     return code;
 */
#ifndef STELSEL_STELSEL_H_
#define STELSEL_STELSEL_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Version of this border: major in the high 16 bits. Plugin and host need the same major. */
#define STELSEL_VERSION_MAJOR 1
#define STELSEL_VERSION_MINOR 1
#define STELSEL_VERSION (((uint32_t)STELSEL_VERSION_MAJOR << 16) | STELSEL_VERSION_MINOR)
#define STELSEL_MAJOR_OF(version) ((uint32_t)(version) >> 16)
#define STELSEL_MINOR_OF(version) ((uint32_t)(version)&0xffffu)

/* True when `table` (not NULL) is large enough to have `member`, and it is not NULL. */
#define STELSEL_HAS(table, member)                                                                 \
  ((size_t)(table)->size >=                                                                        \
       (size_t)((const char*)&(table)->member - (const char*)(table)) + sizeof((table)->member) && \
   (table)->member != NULL)

#if defined(__GNUC__)
#define STELSEL_EXPORT __attribute__((visibility("default")))
#elif defined(_WIN32)
#define STELSEL_EXPORT __declspec(dllexport)
#else
#define STELSEL_EXPORT
#endif

/* ---- Errors ------------------------------------------------------------------------------ */

/* The numbers are those of absl::StatusCode and gRPC. */
enum stelsel_code {
  STELSEL_OK = 0,
  STELSEL_CANCELLED = 1, /* the caller asked to stop */
  STELSEL_UNKNOWN = 2,
  STELSEL_INVALID_ARGUMENT = 3, /* the call is wrong, whatever the state */
  STELSEL_NOT_FOUND = 5,        /* a file, table, plugin or revision is not there */
  STELSEL_ALREADY_EXISTS = 6,
  STELSEL_PERMISSION_DENIED = 7,   /* a rule of safe loading, or of the system, forbids it */
  STELSEL_RESOURCE_EXHAUSTED = 8,  /* a limit, memory or disk */
  STELSEL_FAILED_PRECONDITION = 9, /* not in this state: a file that is not ours, a used stream */
  STELSEL_ABORTED = 10,            /* somebody else was first: try again */
  STELSEL_OUT_OF_RANGE = 11,
  STELSEL_UNIMPLEMENTED = 12, /* this plugin or version cannot do that */
  STELSEL_INTERNAL = 13,      /* a fault of ours or of a plugin */
  STELSEL_UNAVAILABLE = 14,
  STELSEL_DATA_LOSS = 15 /* stored data is damaged */
};

/* Yours, on the stack or anywhere. Set `size` before you pass it, as STELSEL_ERROR_INIT does: no
 * more than that is written. One that was filled may be passed again. */
typedef struct stelsel_error {
  uint32_t size;
  int32_t code;
  char text[4088]; /* one sentence, cut at a character when too long */
} stelsel_error;

#define STELSEL_ERROR_INIT                   \
  {                                          \
    sizeof(stelsel_error), STELSEL_OK, { 0 } \
  }

/* ---- Arrow C data and stream interface ---------------------------------------------------
 * Declared as its specification says, under its own guards, so that other headers may too. */

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

/* ---- Objects -----------------------------------------------------------------------------
 * All opaque. Those of the host (snapshot to findings) may be used from any thread, but a writer,
 * a document, an output and findings being filled are [one at a time]. */

typedef struct stelsel_host stelsel_host;
typedef struct stelsel_snapshot stelsel_snapshot; /* immutable, counted */
typedef struct stelsel_writer stelsel_writer;     /* makes the next snapshot */
typedef struct stelsel_document stelsel_document; /* a report before it has a format */
typedef struct stelsel_findings stelsel_findings; /* what is wrong, and where */
typedef struct stelsel_output stelsel_output;     /* where bytes go */
typedef struct stelsel_progress stelsel_progress; /* how far, and whether to stop */
typedef struct stelsel_reading stelsel_reading;   /* a file being read by a plugin [since 1.1] */

/* What a plugin is given and an embedding program gets from stelsel_open. Each plugin and each
 * engine has its own; it says who is calling, so pass on the one that you were given. Lives until
 * the engine is closed; a plugin's until its stop has returned. [any thread] */
struct stelsel_host {
  uint32_t size;
  uint32_t version; /* STELSEL_VERSION of the host */
  /* The table of functions with this id, or NULL when it is not known (or NULL); the same each
   * time. It lives as long as the library is loaded, so that what outlives the engine can still be
   * released. [any thread] */
  const void* (*service)(const stelsel_host* host, const char* id);
};

/* ---- host.model/1: rows -------------------------------------------------------------------
 * Types in a stream: string is utf8, or dictionary<int32, utf8> where the schema has an enum, a
 * reference or a code; integer is int64; number is decimal128(19, scale); boolean is bool; date is
 * date32; datetime is timestamp[us, UTC]. Streams passed in may have utf8 or a dictionary wherever
 * the schema has a string. Columns are found by name: one that the table has not is refused, one
 * that is missing counts as empty. A table that is not known is STELSEL_NOT_FOUND. Snapshots are
 * [any thread], a writer is [one at a time]. */

#define STELSEL_HOST_MODEL "host.model/1"

typedef struct stelsel_model_v1 {
  uint32_t size;

  /* Snapshots are counted: each retain, and each one you were given as yours, needs a release. They
   * may outlive their engine. */
  void (*retain)(const stelsel_snapshot* snapshot);
  void (*release)(const stelsel_snapshot* snapshot);

  /* Tables that are known, in an order in which a table comes after those it refers to. A table
   * may be known and empty. table_name gives NULL beyond the last. Names and schemas live as long
   * as the snapshot. */
  size_t (*table_count)(const stelsel_snapshot* snapshot);
  const char* (*table_name)(const stelsel_snapshot* snapshot, size_t index);
  /* The Table Schema of a table as JSON; NULL when it is not known. */
  const char* (*schema)(const stelsel_snapshot* snapshot, const char* table);
  /* Rows of a table; -1 when it is not known. */
  int64_t (*row_count)(const stelsel_snapshot* snapshot, const char* table);

  /* The rows of a table as a stream of some 64k rows a batch. `columns` names the fields wanted,
   * in that order; NULL means all, and one that the table has not is STELSEL_NOT_FOUND. Batches
   * share the snapshot's memory and keep it alive, so that both may be released before them. */
  int32_t (*stream)(const stelsel_snapshot* snapshot, const char* table, const char* const* columns,
                    size_t column_count, struct ArrowArrayStream* out, stelsel_error* error);

  /* The same snapshot, read as of a day: of a table with a period the rows that hold that day, of
   * observations the latest of each subject made by then. STELSEL_INVALID_ARGUMENT when it is no
   * date. `out` is yours; it is no longer the whole, so that begin and an engine's commit refuse
   * it. */
  int32_t (*as_of)(const stelsel_snapshot* snapshot, const char* date, stelsel_snapshot** out,
                   stelsel_error* error);

  /* Writing. A writer starts from `base`, or from nothing when that is NULL, and does not change
   * it. upsert adds rows, each replacing the row with its key, which it must have; erase removes by
   * key (only the key's columns are looked at; a key that is not there is passed over). When one of
   * them fails some of its rows may be in: abandon the writer. commit hands out the next snapshot
   * and uses up the writer, also when it fails; abandon throws it away. */
  int32_t (*begin)(const stelsel_host* host, const stelsel_snapshot* base, stelsel_writer** out,
                   stelsel_error* error);
  int32_t (*upsert)(stelsel_writer* writer, const char* table, struct ArrowArrayStream* rows,
                    stelsel_error* error);
  int32_t (*erase)(stelsel_writer* writer, const char* table, struct ArrowArrayStream* keys,
                   stelsel_error* error);
  int32_t (*commit)(stelsel_writer* writer, stelsel_snapshot** out, stelsel_error* error);
  void (*abandon)(stelsel_writer* writer);

  /* What leads from `before` to `after` in one table: rows to upsert (whole) and to erase (keys).
   * Either output may be NULL. `before` may be NULL: nothing. STELSEL_FAILED_PRECONDITION when the
   * table has another schema in each. */
  int32_t (*diff)(const stelsel_snapshot* before, const stelsel_snapshot* after, const char* table,
                  struct ArrowArrayStream* upserts, struct ArrowArrayStream* erasures,
                  stelsel_error* error);

  /* [since 1.1] What was worked out from a snapshot, such as an index, kept for as long as it.
   * `owner` is an address that only you use, such as that of a static variable. Where nothing is
   * kept under it, what make(context) gives is (NULL is STELSEL_RESOURCE_EXHAUSTED); others that
   * ask meanwhile wait. `out` lives as long as the snapshot, and any thread may get it. destroy is
   * called once, on any thread, perhaps after your stop. What is kept must not retain the snapshot,
   * which would then never end; its batches may be kept. */
  int32_t (*keep)(const stelsel_snapshot* snapshot, const void* owner, void* (*make)(void* context),
                  void* context, void (*destroy)(void* kept), void** out, stelsel_error* error);

  /* [since 1.1] The number of the store's revision that was read; 0 for any other snapshot, also
   * for one that was written on it. */
  int64_t (*revision)(const stelsel_snapshot* snapshot);
} stelsel_model_v1;

/* ---- host.document/1: a report before it has a format -------------------------------------
 * A document is a list of elements. A report adds them in order; a renderer reads them. Neither
 * knows the other, so every report comes out in every format. A document is lent for the call that
 * gives it, and [one at a time]. */

#define STELSEL_HOST_DOCUMENT "host.document/1"

enum stelsel_element_kind {
  STELSEL_TITLE = 1,     /* text; once, first. options: {"subtitle": TEXT} */
  STELSEL_SECTION = 2,   /* text at `level` 1 to 5; all up to the next section belongs to it */
  STELSEL_PARAGRAPH = 3, /* text */
  STELSEL_TABLE = 4,     /* caption, and rows. options: see below */
  STELSEL_CHART = 5,     /* caption that says what is to be seen, and rows. options: see below */
  STELSEL_NOTE = 6,      /* a remark that must not be missed, such as `illustratief` */
  STELSEL_FOOTNOTE = 7   /* text that belongs to the element before it: a source */
};

/* Options are a JSON object; a member that a renderer does not know is passed over.
 *
 * Of the title: {"subtitle": TEXT, "as_of": DATE [since 1.1], the day the document is about}.
 *
 * Of a table: {"columns": [{"name": COLUMN, "title": TEXT, "kind": KIND}, ...]}, one for each
 * column of the rows, where KIND is "text", "integer", "decimal" (with "decimals": n), "percent" (a
 * whole number), "euro" (decimal), "date", "mark" (boolean; a row for which it is true is shown
 * with the title as its mark) or "none" (not shown itself; others refer to it [since 1.1]). Without
 * it the columns' names are the titles. Further members of a column [since 1.1]:
 *   "values": [{"value": TEXT, "title": TEXT, "tone": TONE, "letter": TEXT}, ...]: how codes in the
 *       column are shown. TONE is "good", "middle", "bad" or "plain"; the letter stands where there
 *       is room for one only, so that nothing is told by colour alone. Both may be left out.
 *   "facet": true: readers may choose among its values. Columns of several tables and charts with
 *       the same title are one choice.
 *   "link": COLUMN with the address that the cell points to: http:, https: or mailto:, or a path
 *       beside the document; any other is not made a link.
 *   "withheld": COLUMN, boolean: where it is true the number was left out since it counts too few
 *       people, or since one that does could be worked out from it. The cell says so.
 * And of a table [since 1.1]: "events": {"from": COLUMN, "to": COLUMN or none, "title": COLUMN,
 * "id": COLUMN}: rows are things on a calendar; "to" is the day after the last.
 *
 * Of a chart: {"kind": "stacked_bar", "label": COLUMN, "title": TEXT (what the labels are),
 * "series": [{"name": COLUMN, "title": TEXT, "tone": TONE}, ...]} where each series is an integer
 * column. The renderer prints the rows of a chart as well, with their numbers. A renderer that does
 * not know a kind prints the rows only. Other kinds [since 1.1] have the "columns" of a table, and:
 *   "tile_map": "x" and "y" (integers from 0, of a tile's place from the left and the top), "code"
 *       (two or three characters for the tile), "label", and "value", a column with "values".
 *   "matrix": "row", "column", and "value", a column with "values"; both in the order in which they
 *       come up first.
 *   "line": "x", a date, an integer or, each at the same distance, a text; and "series" of numbers,
 *       of which each may have "dashed": true (a plan), "steps": true (holds until the next), and
 *       "low" and "high", the columns of a band around it.
 *   "timeline": "lane", "from" and "to" (dates, the day after the last; none: a moment), "text",
 * and perhaps "value", a column with "values". "flow": "from", "to" and "amount": how many went
 * from one state to the other. A state has the "values" of its column. "bridge": "label", "amount",
 * and "total", boolean: a step up or down, or where it has led. */
typedef struct stelsel_element {
  uint32_t size;
  int32_t kind;
  int32_t level;       /* of a section; otherwise 0 */
  const char* id;      /* anchor: [a-z][a-z0-9_-]*, at most once in a document; may be NULL */
  const char* text;    /* plain text; a renderer escapes it */
  const char* options; /* JSON object; may be NULL */
} stelsel_element;

typedef struct stelsel_document_v1 {
  uint32_t size;
  /* For reports. `element` is copied. `rows` is taken, and read to its end before this returns;
   * NULL unless the kind has rows. STELSEL_INVALID_ARGUMENT when the element is not as it is
   * described above; it is then not added. */
  int32_t (*add)(stelsel_document* document, const stelsel_element* element,
                 struct ArrowArrayStream* rows, stelsel_error* error);
  /* For renderers. Set the size of `out` before the call; its texts live as long as the document.
   * rows may be asked for again; each stream works once. STELSEL_OUT_OF_RANGE beyond the last,
   * STELSEL_INVALID_ARGUMENT for the rows of an element that has none. `language` is "nl" or "en":
   * of words that the renderer adds. */
  size_t (*count)(const stelsel_document* document);
  int32_t (*element)(const stelsel_document* document, size_t index, stelsel_element* out,
                     stelsel_error* error);
  int32_t (*rows)(const stelsel_document* document, size_t index, struct ArrowArrayStream* out,
                  stelsel_error* error);
  const char* (*language)(const stelsel_document* document);
} stelsel_document_v1;

/* ---- host.findings/1 ----------------------------------------------------------------------
 * Findings are [one at a time] while a call fills them, and then [any thread]. */

#define STELSEL_HOST_FINDINGS "host.findings/1"

enum stelsel_severity {
  STELSEL_FATAL = 1, /* the program or a plugin broke: the check is not complete */
  STELSEL_WRONG = 2, /* error: the data is wrong */
  STELSEL_WARNING = 3,
  STELSEL_INFO = 4
};

typedef struct stelsel_findings_v1 {
  uint32_t size;
  /* `max_per_rule` findings of each rule are kept with their details, all are counted; 0 means
   * 1,000. */
  int32_t (*make)(const stelsel_host* host, int64_t max_per_rule, stelsel_findings** out,
                  stelsel_error* error);
  void (*release)(stelsel_findings* findings);
  /* How many were found of this severity, kept or not; 0 of one that is not known. */
  int64_t (*count)(const stelsel_findings* findings, int32_t severity);
  /* Those that were kept, as rows: rule, severity, message, file, line, column, row, field, table,
   * key, region, revision. `language` is "nl" or "en"; NULL means nl. The stream may outlive the
   * findings. */
  int32_t (*stream)(const stelsel_findings* findings, const char* language,
                    struct ArrowArrayStream* out, stelsel_error* error);
  /* Writes them with their totals into `out`, which is left uncommitted. `format` is "text",
   * "ndjson", "json", "sarif" or "junit". options: {"lang": "nl" or "en", "values": true to show
   * cell values instead of their shape}. */
  int32_t (*write)(const stelsel_findings* findings, const char* format, const char* options,
                   stelsel_output* out, stelsel_error* error);
} stelsel_findings_v1;

/* ---- host.output/1, host.log/1, host.progress/1, host.config/1 ---------------------------- */

#define STELSEL_HOST_OUTPUT "host.output/1"

/* Gets bytes, which are lent for the call; returns 0, or anything else to stop with an error.
 * Called on the thread that writes. */
typedef int32_t (*stelsel_write_function)(void* context, const void* bytes, size_t count);

/* An output is [one at a time]. One that a plugin is given is lent: it only writes to it. */
typedef struct stelsel_output_v1 {
  uint32_t size;
  /* Adds bytes, which are copied or gone out when it returns. After a failure each later write and
   * the commit may fail as well, and nothing is left but release. */
  int32_t (*write)(stelsel_output* output, const void* bytes, size_t count, stelsel_error* error);
  /* A file that is there whole or not at all: bytes go to a temporary file beside it, which commit
   * puts in its place. release without commit leaves nothing behind. */
  int32_t (*to_file)(const stelsel_host* host, const char* path, stelsel_output** out,
                     stelsel_error* error);
  /* Hands the bytes to `function`, which with `context` must live until the release. */
  int32_t (*to_function)(const stelsel_host* host, stelsel_write_function function, void* context,
                         stelsel_output** out, stelsel_error* error);
  /* Once, after the last write; then nothing is left but release. */
  int32_t (*commit)(stelsel_output* output, stelsel_error* error);
  void (*release)(stelsel_output* output);
} stelsel_output_v1;

#define STELSEL_HOST_LOG "host.log/1"

enum stelsel_log_level {
  STELSEL_LOG_DEBUG = 1,
  STELSEL_LOG_INFO = 2,
  STELSEL_LOG_WARNING = 3,
  STELSEL_LOG_ERROR = 4
};

typedef struct stelsel_log_v1 {
  uint32_t size;
  /* One line; control characters are escaped, and NULL is an empty one. `level` is of enum
   * stelsel_log_level. Never put cell values or personal data in it. */
  void (*log)(const stelsel_host* host, int32_t level, const char* text);
} stelsel_log_v1;

#define STELSEL_HOST_PROGRESS "host.progress/1"

/* Told how far a call is: `done` of `total` units (0: not known) of `what`, which is lent. It runs
 * within that call, on whichever thread does the work. */
typedef void (*stelsel_progress_function)(void* context, const char* what, int64_t done,
                                          int64_t total);

typedef struct stelsel_progress_v1 {
  uint32_t size;
  /* For whoever does the work; `progress` may be NULL. cancelled gives 1 when the work is to stop,
   * with STELSEL_CANCELLED, within a second, and 0 otherwise. [any thread] */
  void (*advance)(stelsel_progress* progress, const char* what, int64_t done, int64_t total);
  int32_t (*cancelled)(const stelsel_progress* progress);
  /* For whoever asked for it. `function` may be NULL; it and `context` must live until the release,
   * which comes after the calls that were given the progress have returned. cancel may be called
   * from any thread, also from within the function, and holds for every later call that is given
   * it. */
  int32_t (*make)(const stelsel_host* host, stelsel_progress_function function, void* context,
                  stelsel_progress** out, stelsel_error* error);
  void (*cancel)(stelsel_progress* progress);
  void (*release)(stelsel_progress* progress);
} stelsel_progress_v1;

#define STELSEL_HOST_CONFIG "host.config/1"

typedef struct stelsel_config_v1 {
  uint32_t size;
  /* What the host tells this plugin or program, or NULL when the key is not known: "language" (nl
   * or en), and for a plugin "plugin.id" and "plugin.folder". Lives as long as the host. */
  const char* (*get)(const stelsel_host* host, const char* key);
} stelsel_config_v1;

/* ---- host.engine/1: the main jobs, for programs that embed stelsel ------------------------
 * SOURCE and TARGET: [FORMAT:]PATH[@REVISION], where FORMAT is any format or store that is known,
 * such as `sqlite:`. Without it a folder (of CSV files, with datapackage.json or without), or a
 * file known by its ending. `progress` may be NULL everywhere; a call that is cancelled gives
 * STELSEL_CANCELLED and no output. Each function may be called from several threads at once, with
 * findings and an output for each. A failure of a plugin comes with its code and its name. A plugin
 * may call these too, but not so that it waits for a plugin that waits for it. */

#define STELSEL_HOST_ENGINE "host.engine/1"

/* What a commit did. Set the size before the call. [since 1.1] */
typedef struct stelsel_committed {
  uint32_t size;
  int64_t written;  /* rows that were added or changed */
  int64_t erased;   /* rows that were removed */
  int64_t revision; /* the newest one now, also when nothing changed; 0 of a target without any */
} stelsel_committed;

typedef struct stelsel_engine_v1 {
  uint32_t size;

  /* Reads a source. What is wrong with a cell, row or file becomes a finding, and reading goes on;
   * it fails only when nothing could be read: STELSEL_NOT_FOUND when the source or its format is
   * not there. `out` is yours; it also has the rows that plugins bring in their data/, which no
   * commit takes along. options: {"threads": how many may read one large file; 0 is what suits the
   * machine, at most two [since 1.1]; "set": {PARAMETER: VALUE} for a plugin's format [since 1.1]}.
   */
  int32_t (*read)(const stelsel_host* host, const char* source, const char* options,
                  stelsel_findings* findings, stelsel_progress* progress, stelsel_snapshot** out,
                  stelsel_error* error);

  /* Runs the core's rules over a snapshot, and those of plugins that are `always` or named. It is
   * STELSEL_OK also when much is wrong: that stands in the findings. A rule of a plugin that fails
   * becomes a finding of severity STELSEL_FATAL. options: {"as_of": DATE, up to which dates that
   * have passed count as passed; "packs": [PLUGIN, ...] whose rules are to run as well, with those
   * of the plugins that they require [since 1.1]; "set": {"PLUGIN/PARAMETER" or
   * "PLUGIN/RULE/PARAMETER": VALUE} [since 1.1]; "threads": as for read [since 1.1]}. Rows that a
   * plugin brings in its data/ are only judged when its rules run. */
  int32_t (*check)(const stelsel_host* host, const stelsel_snapshot* snapshot, const char* options,
                   stelsel_findings* findings, stelsel_progress* progress, stelsel_error* error);

  /* Runs the report `PLUGIN/NAME` and renders it into `output`, which is left uncommitted; after a
   * failure it may hold a part, so release it. STELSEL_NOT_FOUND when report or format is not
   * known. options: {"format": "html", "as_of": DATE, "lang": "nl" or "en", "set": {PARAMETER:
   * VALUE}}, of which as_of must be there. */
  int32_t (*run)(const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot,
                 const char* options, stelsel_output* output, stelsel_progress* progress,
                 stelsel_error* error);

  /* Makes the tables of `target` hold exactly the rows that the snapshot's tables hold: whole, or
   * not at all. Tables that the snapshot's source did not have stay as they are. To a store goes
   * what changed, as one commit with this message (may be NULL).
   * A snapshot that was written on one read from that store brings only what was changed since
   * then: commits of others that came between stay when none of their keys is among those changed
   * here, and otherwise it is STELSEL_ABORTED, with the keys. One that is as it was read, from an
   * older revision perhaps, makes the tables hold just that. A snapshot read as of a date is
   * refused. `written` gets the rows that were added, changed or removed; may be NULL. */
  int32_t (*commit)(const stelsel_host* host, const stelsel_snapshot* snapshot, const char* target,
                    const char* message, stelsel_progress* progress, int64_t* written,
                    stelsel_error* error);

  /* [since 1.1] Runs the calculation `PLUGIN/NAME`; its table is `out`, which is yours. options:
   * {"as_of": DATE, "lang": "nl" or "en", "set": {PARAMETER: VALUE}}, of which as_of must be there.
   * STELSEL_NOT_FOUND when it is not known. The result is whole before this returns, and stays good
   * after the engine has closed. */
  int32_t (*calculate)(const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot,
                       const char* options, stelsel_progress* progress,
                       struct ArrowArrayStream* out, stelsel_error* error);

  /* [since 1.1] Asks `text`, in the language `id` of a plugin such as `sql`, of a snapshot.
   * options and result as for calculate, but as_of may be left out. In `sql` what stands under
   * "set" is bound to the query's :name, so that no value needs to be written into `text`. */
  int32_t (*query)(const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot,
                   const char* text, const char* options, stelsel_progress* progress,
                   struct ArrowArrayStream* out, stelsel_error* error);

  /* [since 1.1] As commit, and tells what was done. options: {"message": TEXT, "author": TEXT,
   * "set": {NAME: VALUE}}: the first two are kept with a store's revision, and an author is best a
   * function or an organisation, not a person; `set` is for the target's format. `out` may be
   * NULL. */
  int32_t (*commit_with)(const stelsel_host* host, const stelsel_snapshot* snapshot,
                         const char* target, const char* options, stelsel_progress* progress,
                         stelsel_committed* out, stelsel_error* error);

  /* [since 1.1] The revisions of a store, the oldest first and up to the one in `source`: revision,
   * time, author, message, upserted, erased (rows), digest. STELSEL_UNIMPLEMENTED for a source that
   * keeps none. */
  int32_t (*history)(const stelsel_host* host, const char* source, struct ArrowArrayStream* out,
                     stelsel_error* error);

  /* [since 1.1] Goes through a whole store: that it is not damaged, and that the rows of each
   * revision have the digest that was kept with it. STELSEL_DATA_LOSS says where it is not so. */
  int32_t (*verify)(const stelsel_host* host, const char* source, stelsel_progress* progress,
                    stelsel_error* error);

  /* [since 1.1] Copies a store with all its revisions to `path`, where nothing may be, while others
   * go on using it. STELSEL_UNIMPLEMENTED for a store that has tools of its own for that. */
  int32_t (*backup)(const stelsel_host* host, const char* source, const char* path,
                    stelsel_progress* progress, stelsel_error* error);
} stelsel_engine_v1;

/* ---- host.reading/1 [since 1.1]: where a format puts what it reads ------------------------- */

#define STELSEL_HOST_READING "host.reading/1"

/* A reading is lent for the call of a format that gives it, and [one at a time]. */

/* Where something is in a file. Texts may be NULL, numbers 0, when that is not known. */
typedef struct stelsel_place {
  uint32_t size;
  const char* table;
  const char* field;
  const char* cell; /* of a sheet: C5 */
  int64_t line;     /* from 1 */
} stelsel_place;

typedef struct stelsel_reading_v1 {
  uint32_t size;
  /* Rows of one table, once or several times; `rows` is taken. Columns are fields by name, in any
   * order. A text column may stand for a field of any type: its cells are then read as those of a
   * CSV file, and one that has no value of the type keeps its row out, with a finding. Two more
   * columns may say where a row stands: `stelsel:line` (int64) and `stelsel:cell` (text). When it
   * fails, with STELSEL_NOT_FOUND for a table that is not known or STELSEL_CANCELLED, hand that on.
   */
  int32_t (*rows)(stelsel_reading* reading, const char* table, struct ArrowArrayStream* rows,
                  stelsel_error* error);
  /* Something wrong that only the format can see: a rule among the `rules` of its manifest, without
   * the plugin's name; another is STELSEL_NOT_FOUND. `place` may be NULL. `arguments` is a JSON
   * object with a text for each {name} in the rule's message; may be NULL. Values from the data
   * belong under "values" in it, and are redacted. All are copied. */
  int32_t (*finding)(stelsel_reading* reading, const char* rule, const stelsel_place* place,
                     const char* arguments, stelsel_error* error);
  /* Reads a file of rows for the format: CSV in any dialect and encoding, or the sheet of a
   * workbook that is called or numbered (from 1) `sheet`, NULL for the first; by the ending of
   * `path`, which is the one that was given or stands below it. Columns of `out`: `stelsel:line`
   * (int64), and a text for each cell of the head, called as there, in that order; names may be
   * empty or come twice. A cell without a value is null. A row that is not whole is left out, and a
   * cell that is no text is null, with a finding of the core's. STELSEL_INVALID_ARGUMENT when it is
   * no such file. `out` is the caller's, and lives for the call of the format. */
  int32_t (*texts)(stelsel_reading* reading, const char* path, const char* sheet,
                   struct ArrowArrayStream* out, stelsel_error* error);
} stelsel_reading_v1;

/* ---- What a plugin gives ------------------------------------------------------------------
 * A plugin is a folder with plugin.json and, if it has code, a library that exports one function,
 * stelsel_plugin_entry. What it can do stands in its manifest, with titles and parameters; the
 * library holds only the doing. Members called `self` are handed back unchanged. An `id` is one
 * that the manifest names, arguments are borrowed for the call, and what is put into `out` is the
 * host's, which releases or closes it. On failure leave `out` alone. */

typedef struct stelsel_plugin {
  uint32_t size;
  uint32_t version; /* STELSEL_VERSION it was built with */
  void* self;
  /* The table for one of the ids below, or NULL. Lives until stop; may be asked for again. */
  const void* (*capability)(void* self, const char* id);
  /* Ends this instance; called once, after all other calls, and after each store and transaction
   * has ended. The library itself is never unloaded, since streams may be released later. */
  void (*stop)(void* self);
} stelsel_plugin;

/* Starts an instance; each engine starts its own, perhaps several at once on different threads. The
 * host lives until stop has returned. On failure returns NULL and fills `error`. */
typedef const stelsel_plugin* (*stelsel_plugin_entry_function)(const stelsel_host* host,
                                                               stelsel_error* error);
#define STELSEL_PLUGIN_ENTRY "stelsel_plugin_entry"

/* What one run gets. All borrowed for the call. */
typedef struct stelsel_run {
  uint32_t size;
  const stelsel_snapshot* snapshot; /* all times; retain it to keep it. NULL to read a format */
  const char* as_of;                /* YYYY-MM-DD; "" where none was given, never for a report */
  const char* language;             /* "nl" or "en" */
  const char* parameters;           /* JSON object: each declared one that has a value, checked */
  const char* source;               /* for the reader of a report: from where, which revision;
                                     * where a format writes: its target's path */
  stelsel_progress* progress;       /* may be NULL */
} stelsel_run;

#define STELSEL_REPORT "stelsel.report/1"

typedef struct stelsel_report_v1 {
  uint32_t size;
  void* self;
  /* Writes report `id` (without the plugin's name) into the document, at least its title. */
  int32_t (*run)(void* self, const char* id, const stelsel_run* run, stelsel_document* document,
                 stelsel_error* error);
} stelsel_report_v1;

#define STELSEL_RENDERER "stelsel.renderer/1"

typedef struct stelsel_renderer_v1 {
  uint32_t size;
  void* self;
  /* Turns a document into bytes of format `id` (html, md, ...). The same document gives the same
   * bytes. A failure of the output is handed on. */
  int32_t (*render)(void* self, const char* id, const stelsel_document* document,
                    stelsel_output* output, stelsel_error* error);
} stelsel_renderer_v1;

/* [since 1.1] A rule's code. The manifest holds its severity, words and table. */
#define STELSEL_CHECKS "stelsel.checks/1"

typedef struct stelsel_checks_v1 {
  uint32_t size;
  void* self;
  /* Gives the rows that fail rule `id` (without the plugin's name): the columns of the primary key
   * of the rule's table, any order; none fails when there are no rows. A text column `field` may
   * name the field at fault; every other column fills the {name} in the rule's message, and of
   * these texts are taken for values from the data, which are redacted. A rule without a table
   * gives such columns only. The host releases `out` before the next call, and before the snapshot.
   */
  int32_t (*run)(void* self, const char* id, const stelsel_run* run, struct ArrowArrayStream* out,
                 stelsel_error* error);
} stelsel_checks_v1;

/* [since 1.1] A table that is worked out. */
#define STELSEL_CALCULATION "stelsel.calculation/1"

typedef struct stelsel_calculation_v1 {
  uint32_t size;
  void* self;
  /* Calculation `id` (without the plugin's name). Columns have the types of host.model/1, or
   * float64, and stand in the order in which they are shown; those that the manifest names are
   * there. The host reads `out` to its end before it calls the plugin again. */
  int32_t (*run)(void* self, const char* id, const stelsel_run* run, struct ArrowArrayStream* out,
                 stelsel_error* error);
} stelsel_calculation_v1;

/* [since 1.1] A language in which a snapshot is asked. */
#define STELSEL_QUERY "stelsel.query/1"

typedef struct stelsel_query_v1 {
  uint32_t size;
  void* self;
  /* The answer to `text` in the language `id`; columns and stream as of a calculation. What is
   * wrong with the text is STELSEL_INVALID_ARGUMENT, with `line N: ` before it where that is known.
   * STELSEL_FAILED_PRECONDITION when it asks what holds on a day and none was given. */
  int32_t (*run)(void* self, const char* id, const stelsel_run* run, const char* text,
                 struct ArrowArrayStream* out, stelsel_error* error);
} stelsel_query_v1;

/* [since 1.1] A kind of file. */
#define STELSEL_FORMAT "stelsel.format/1"

typedef struct stelsel_format_v1 {
  uint32_t size;
  void* self;
  /* Reads the file or folder at `path`, which is there, in format `id`, into `reading`. What is
   * wrong with the data becomes a finding; it fails only when nothing can be read. */
  int32_t (*read)(void* self, const char* id, const char* path, const stelsel_run* run,
                  stelsel_reading* reading, stelsel_error* error);
  /* Writes the run's snapshot into `output`. What is written is read back as the same rows, as far
   * as the format can hold them. This member is NULL when the format is only read. */
  int32_t (*write)(void* self, const char* id, const stelsel_run* run, stelsel_output* output,
                   stelsel_error* error);
} stelsel_format_v1;

#define STELSEL_STORE "stelsel.store/1"

typedef struct stelsel_store stelsel_store;             /* an open store */
typedef struct stelsel_transaction stelsel_transaction; /* a commit being made */

enum stelsel_open_mode {
  STELSEL_READ = 1,  /* it must be there, and nothing in it changes */
  STELSEL_WRITE = 2, /* it must be there */
  STELSEL_CREATE = 3 /* as WRITE, and made when it is not there */
};

/* What is kept with a commit. */
typedef struct stelsel_commit {
  uint32_t size;
  const char* base;    /* revision the changes start from; "" for an empty store */
  const char* message; /* may be empty */
  const char* time;    /* when, in UTC: YYYY-MM-DDTHH:MM:SSZ */
  const char* author;  /* who; may be empty [since 1.1] */
} stelsel_commit;

/* What is kept of a revision. The texts live until the next call on the store. [since 1.1] */
typedef struct stelsel_revision {
  uint32_t size;
  int64_t number;
  int64_t upserted; /* rows that were added or changed */
  int64_t erased;   /* rows that were removed */
  const char* time; /* as in stelsel_commit, and so the next two */
  const char* author;
  const char* message;
  const char* digest; /* as it was given to finish; "" when it was not */
} stelsel_revision;

/* A store and its transaction are [one at a time], on any thread. */
typedef struct stelsel_store_v1 {
  uint32_t size;
  void* self;
  /* `path` is what stands behind `FORMAT:`. A file that is there but is not a store of this kind is
   * refused with STELSEL_FAILED_PRECONDITION and left alone. */
  int32_t (*open)(void* self, const char* path, int32_t mode, stelsel_store** out,
                  stelsel_error* error);
  /* Ends a store that has no open transaction; on failure what was committed may still be in doubt.
   * The store is gone anyhow. */
  int32_t (*close)(stelsel_store* store, stelsel_error* error);
  /* The newest revision, or "" when nothing was committed yet. Lives until the next call. */
  int32_t (*latest)(stelsel_store* store, const char** revision, stelsel_error* error);
  /* Tables that the store holds, asked for from index 0 up. The name lives until the next call;
   * NULL beyond the last. */
  int32_t (*table)(stelsel_store* store, size_t index, const char** name, stelsel_error* error);
  /* The Table Schema with which a table was stored, as JSON; STELSEL_NOT_FOUND when it is not held.
   * Lives until the next call. */
  int32_t (*schema)(stelsel_store* store, const char* table, const char** json,
                    stelsel_error* error);
  /* All rows of a table at `revision` (a number, or "latest"), in the order of its key: texts by
   * their bytes. Columns are the fields of `schema`. The stream must be released before the store
   * is closed. STELSEL_NOT_FOUND for a table or a revision that is not there, STELSEL_UNIMPLEMENTED
   * for a revision that the store does not keep. A table that was made later has no rows. */
  int32_t (*read)(stelsel_store* store, const char* table, const char* revision,
                  struct ArrowArrayStream* out, stelsel_error* error);
  /* A commit: begin, any number of upserts and erasures, then commit or rollback, which both end
   * the transaction, also on failure. One transaction at a time. Nothing shows before commit
   * returns STELSEL_OK. STELSEL_ABORTED when `base` is no longer the newest revision. `schema` is
   * the table's Table Schema; `rows` have all its fields, in the types of host.model/1, and `keys`
   * those of its primary key. Tables are filled after those that they refer to, and emptied before.
   * A schema may have grown since the table was stored, by nullable fields, values of an enum or a
   * field renamed (`stelsel:was`), and what is stored is brought forward with the commit. Anything
   * else, such as a schema older than the stored one, is STELSEL_FAILED_PRECONDITION. Tables that
   * grow come first, perhaps with no rows. */
  int32_t (*begin)(stelsel_store* store, const stelsel_commit* commit, stelsel_transaction** out,
                   stelsel_error* error);
  int32_t (*upsert)(stelsel_transaction* transaction, const char* table, const char* schema,
                    struct ArrowArrayStream* rows, stelsel_error* error);
  int32_t (*erase)(stelsel_transaction* transaction, const char* table, const char* schema,
                   struct ArrowArrayStream* keys, stelsel_error* error);
  int32_t (*commit)(stelsel_transaction* transaction, stelsel_error* error);
  void (*rollback)(stelsel_transaction* transaction);

  /* [since 1.1] All that follows. A store whose `revision` is NULL or STELSEL_UNIMPLEMENTED keeps
   * its newest rows only; one that keeps revisions has all of these but backup. */

  /* Revision `number`, of 1 up to latest without a gap. Set the size of `out` before the call.
   * STELSEL_NOT_FOUND when there is none. */
  int32_t (*revision)(stelsel_store* store, int64_t number, stelsel_revision* out,
                      stelsel_error* error);
  /* What leads from revision `from` (0: nothing) to a later one `to` in one table: the rows that
   * commits between them wrote, whole and as they are at `to`, and the keys of those that were at
   * `from` and are no more; both in the order of the key. Either output may be NULL. What was not
   * touched between them does not come, and costs next to nothing. */
  int32_t (*changes)(stelsel_store* store, const char* table, int64_t from, int64_t to,
                     struct ArrowArrayStream* upserts, struct ArrowArrayStream* erasures,
                     stelsel_error* error);
  /* As commit, keeping `digest` (lower-case hexadecimal, 64 characters) with the revision. When
   * this fails with STELSEL_UNAVAILABLE, and only then, it may have been done all the same. */
  int32_t (*finish)(stelsel_transaction* transaction, const char* digest, stelsel_error* error);
  /* Looks for damage in how the store is kept; that rows are those of their digests is seen by the
   * host. STELSEL_DATA_LOSS with what was found. `progress` may be NULL. */
  int32_t (*verify)(stelsel_store* store, stelsel_progress* progress, stelsel_error* error);
  /* Copies the store with all revisions to `path`, whole or not at all, while others use it.
   * STELSEL_ALREADY_EXISTS when something is there. */
  int32_t (*backup)(stelsel_store* store, const char* path, stelsel_progress* progress,
                    stelsel_error* error);
} stelsel_store_v1;

/* ---- What the library exports -------------------------------------------------------------
 * For programs that embed stelsel. A plugin needs none of them and does not link the library. */

/* STELSEL_VERSION of the library that is loaded. [any thread] */
STELSEL_EXPORT uint32_t stelsel_version(void);

/* Opens an engine: reads the manifests of the plugins, loads none. Several may be open at once.
 * options, which may be NULL: {"plugins": [FOLDER, ...] (absolute; each holds folders with a
 * plugin.json), "packs": [FOLDER, ...] (absolute; each holds a plugin.json itself) [since 1.1],
 * "lock": FILE (absolute; only what stands in it with its sha256 is used, see `stelsel plugin
 * lock`) [since 1.1], "language": "nl" (the default) or "en", "log": "off" (the default), "error",
 * "warning", "info" or "debug": what goes to standard error}. On failure returns NULL. What it
 * returns is yours, for stelsel_close. [any thread] */
STELSEL_EXPORT const stelsel_host* stelsel_open(const char* options, stelsel_error* error);

/* host->service(host, id), for languages that would rather call than look into a struct. NULL when
 * `host` is NULL. [any thread] */
STELSEL_EXPORT const void* stelsel_service(const stelsel_host* host, const char* id);

/* Ends an engine and stops its plugins; once, when no call of it is running. Snapshots and streams
 * that were handed out stay good and may be released later; everything else of this engine must
 * have been released. NULL does nothing. [any thread] */
STELSEL_EXPORT void stelsel_close(const stelsel_host* host);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* STELSEL_STELSEL_H_ */
