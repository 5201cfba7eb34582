/* Frozen: the border as border 1.0 had it. What is built against it here must run for ever with every
 * later 1.x, so no line below may change; SHA256SUMS beside it is checked by a test. */
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
 *  3. Errors. A function that can fail returns a code, STELSEL_OK or another of enum stelsel_code,
 *     and takes a `stelsel_error*`, which may be NULL. On failure it puts code and text there;
 *     on success it leaves it alone. Outputs are only valid on success.
 *  4. Texts are UTF-8 and end with NUL. Those that you pass in are borrowed for the call. Those
 *     that you get live as long as the object that gave them, unless it says otherwise.
 *  5. Ownership. What a function named make, begin, open, read or the like puts into `**out` is
 *     yours, and goes back by the release or close beside it. Nobody frees what another allocated.
 *     Releasing NULL does nothing.
 *  6. Rows cross as Arrow C streams (https://arrow.apache.org/docs/format/CStreamInterface.html).
 *     A stream that you pass in is taken: the callee releases it, also when it fails. A stream
 *     that you get is yours to release. A stream works once, on one thread at a time, and keeps
 *     alive what it reads from.
 *  7. Threads. [any thread]: may be called from several threads at once. [one at a time]: calls on
 *     one object must not overlap. Services are [any thread]; the host calls one plugin instance
 *     one at a time, unless its manifest says `"thread_safe": true`.
 *  8. Time. A date is `YYYY-MM-DD`. As of a date is about the world; a revision is about what was
 *     known. Nothing here reads the clock to decide what holds: "today" is always an argument.
 *  9. Exceptions never cross. A plugin that lets one out ends the process, in any language.
 * 10. Options and parameters are one JSON object as text; NULL means {}. A member that is not
 *     known is an error, so that a misspelt one is not silently ignored.
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
#define STELSEL_VERSION_MINOR 0
#define STELSEL_VERSION (((uint32_t)STELSEL_VERSION_MAJOR << 16) | STELSEL_VERSION_MINOR)
#define STELSEL_MAJOR_OF(version) ((uint32_t)(version) >> 16)
#define STELSEL_MINOR_OF(version) ((uint32_t)(version) & 0xffffu)

/* True when `table` (not NULL) is large enough to have `member`, and it is not NULL. */
#define STELSEL_HAS(table, member)                                                            \
  ((size_t)(table)->size >= (size_t)((const char*)&(table)->member - (const char*)(table)) +  \
                                sizeof((table)->member) &&                                    \
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
  STELSEL_CANCELLED = 1,           /* the caller asked to stop */
  STELSEL_UNKNOWN = 2,
  STELSEL_INVALID_ARGUMENT = 3,    /* the call is wrong, whatever the state */
  STELSEL_NOT_FOUND = 5,           /* a file, table, plugin or revision is not there */
  STELSEL_ALREADY_EXISTS = 6,
  STELSEL_PERMISSION_DENIED = 7,   /* a rule of safe loading, or of the system, forbids it */
  STELSEL_RESOURCE_EXHAUSTED = 8,  /* a limit, memory or disk */
  STELSEL_FAILED_PRECONDITION = 9, /* not in this state: a file that is not ours, a used stream */
  STELSEL_ABORTED = 10,            /* somebody else was first: try again */
  STELSEL_OUT_OF_RANGE = 11,
  STELSEL_UNIMPLEMENTED = 12,      /* this plugin or version cannot do that */
  STELSEL_INTERNAL = 13,           /* a fault of ours or of a plugin */
  STELSEL_UNAVAILABLE = 14,
  STELSEL_DATA_LOSS = 15           /* stored data is damaged */
};

/* Yours, on the stack or anywhere. Set `size` before you pass it, as STELSEL_ERROR_INIT does. */
typedef struct stelsel_error {
  uint32_t size;
  int32_t code;
  char text[4088]; /* one sentence, cut at a character when too long */
} stelsel_error;

#define STELSEL_ERROR_INIT {sizeof(stelsel_error), STELSEL_OK, {0}}

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
typedef struct stelsel_snapshot stelsel_snapshot;   /* immutable, counted */
typedef struct stelsel_writer stelsel_writer;       /* makes the next snapshot */
typedef struct stelsel_document stelsel_document;   /* a report before it has a format */
typedef struct stelsel_findings stelsel_findings;   /* what is wrong, and where */
typedef struct stelsel_output stelsel_output;       /* where bytes go */
typedef struct stelsel_progress stelsel_progress;   /* how far, and whether to stop */

/* What a plugin is given and an embedding program gets from stelsel_open. Each plugin and each
 * engine has its own; it says who is calling. Lives until the engine is closed. [any thread] */
struct stelsel_host {
  uint32_t size;
  uint32_t version; /* STELSEL_VERSION of the host */
  /* The table of functions with this id, or NULL. It lives as long as the library is loaded, so
   * that what outlives the engine can still be released. */
  const void* (*service)(const stelsel_host* host, const char* id);
};

/* ---- host.model/1: rows -------------------------------------------------------------------
 * Types in a stream: string is utf8, or dictionary<int32, utf8> where the schema has an enum, a
 * reference or a code; integer is int64; number is decimal128(19, scale); boolean is bool; date is
 * date32; datetime is timestamp[us, UTC]. Streams passed in may have utf8 or a dictionary wherever
 * the schema has a string. Columns are found by name. */

#define STELSEL_HOST_MODEL "host.model/1"

typedef struct stelsel_model_v1 {
  uint32_t size;

  /* Snapshots are counted: each retain, and each one you were given as yours, needs a release. */
  void (*retain)(const stelsel_snapshot* snapshot);
  void (*release)(const stelsel_snapshot* snapshot);

  /* Tables that are known, in an order in which a table comes after those it refers to. A table
   * may be known and empty. table_name gives NULL beyond the last. */
  size_t (*table_count)(const stelsel_snapshot* snapshot);
  const char* (*table_name)(const stelsel_snapshot* snapshot, size_t index);
  /* The Table Schema of a table as JSON; NULL when it is not known. */
  const char* (*schema)(const stelsel_snapshot* snapshot, const char* table);
  /* Rows of a table; -1 when it is not known. */
  int64_t (*row_count)(const stelsel_snapshot* snapshot, const char* table);

  /* The rows of a table as a stream of some 64k rows a batch. `columns` names the fields wanted,
   * in that order; NULL means all. Batches share the snapshot's memory and keep it alive. */
  int32_t (*stream)(const stelsel_snapshot* snapshot, const char* table, const char* const* columns,
                    size_t column_count, struct ArrowArrayStream* out, stelsel_error* error);

  /* The same snapshot, read as of a day: of a table with a period the rows that hold that day, of
   * observations the latest of each subject made by then. `out` is yours. */
  int32_t (*as_of)(const stelsel_snapshot* snapshot, const char* date, stelsel_snapshot** out,
                   stelsel_error* error);

  /* Writing. A writer starts from `base`, or from nothing when that is NULL, and does not change
   * it. upsert adds rows, each replacing the row with its key; erase removes by key (only the key's
   * columns are looked at). commit hands out the next snapshot and uses up the writer; abandon
   * throws it away. */
  int32_t (*begin)(const stelsel_host* host, const stelsel_snapshot* base, stelsel_writer** out,
                   stelsel_error* error);
  int32_t (*upsert)(stelsel_writer* writer, const char* table, struct ArrowArrayStream* rows,
                    stelsel_error* error);
  int32_t (*erase)(stelsel_writer* writer, const char* table, struct ArrowArrayStream* keys,
                   stelsel_error* error);
  int32_t (*commit)(stelsel_writer* writer, stelsel_snapshot** out, stelsel_error* error);
  void (*abandon)(stelsel_writer* writer);

  /* What leads from `before` to `after` in one table: rows to upsert (whole) and to erase (keys).
   * Either output may be NULL. `before` may be NULL: nothing. */
  int32_t (*diff)(const stelsel_snapshot* before, const stelsel_snapshot* after, const char* table,
                  struct ArrowArrayStream* upserts, struct ArrowArrayStream* erasures,
                  stelsel_error* error);
} stelsel_model_v1;

/* ---- host.document/1: a report before it has a format -------------------------------------
 * A document is a list of elements. A report adds them in order; a renderer reads them. Neither
 * knows the other, so every report comes out in every format. */

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

/* Options of a table: {"columns": [{"name": COLUMN, "title": TEXT, "kind": KIND}, ...]}, one for
 * each column of the rows, where KIND is "text", "integer", "decimal" (with "decimals": n),
 * "percent" (a whole number), "euro" (decimal), "date" or "mark" (boolean; a row for which it is
 * true is shown with the title as its mark). Without it the columns' names are the titles.
 *
 * Options of a chart: {"kind": "stacked_bar", "label": COLUMN, "title": TEXT (what the labels are),
 * "series": [{"name": COLUMN, "title": TEXT, "tone": TONE}, ...]} where each series is an integer
 * column and TONE is "good", "middle", "bad" or "plain". The renderer prints the rows of a chart as
 * well, with their numbers. */
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
  /* For reports. `rows` is taken; NULL unless the kind has rows. */
  int32_t (*add)(stelsel_document* document, const stelsel_element* element,
                 struct ArrowArrayStream* rows, stelsel_error* error);
  /* For renderers. The element's texts live as long as the document. rows may be asked for again;
   * each stream works once. `language` is "nl" or "en": of words that the renderer adds. */
  size_t (*count)(const stelsel_document* document);
  int32_t (*element)(const stelsel_document* document, size_t index, stelsel_element* out,
                     stelsel_error* error);
  int32_t (*rows)(const stelsel_document* document, size_t index, struct ArrowArrayStream* out,
                  stelsel_error* error);
  const char* (*language)(const stelsel_document* document);
} stelsel_document_v1;

/* ---- host.findings/1 ---------------------------------------------------------------------- */

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
  /* How many were found of this severity, kept or not. */
  int64_t (*count)(const stelsel_findings* findings, int32_t severity);
  /* Those that were kept, as rows: rule, severity, message, file, line, column, row, field, table,
   * key, region, revision. `language` is "nl" or "en". */
  int32_t (*stream)(const stelsel_findings* findings, const char* language,
                    struct ArrowArrayStream* out, stelsel_error* error);
  /* Writes them with their totals. `format` is "text", "ndjson", "json", "sarif" or "junit". options:
   * {"lang": "nl" or "en", "values": true to show cell values instead of their shape}. */
  int32_t (*write)(const stelsel_findings* findings, const char* format, const char* options,
                   stelsel_output* out, stelsel_error* error);
} stelsel_findings_v1;

/* ---- host.output/1, host.log/1, host.progress/1, host.config/1 ---------------------------- */

#define STELSEL_HOST_OUTPUT "host.output/1"

/* Gets bytes; returns 0, or anything else to stop with an error. */
typedef int32_t (*stelsel_write_function)(void* context, const void* bytes, size_t count);

typedef struct stelsel_output_v1 {
  uint32_t size;
  int32_t (*write)(stelsel_output* output, const void* bytes, size_t count, stelsel_error* error);
  /* A file that is there whole or not at all: bytes go to a temporary file beside it, which commit
   * puts in its place. release without commit leaves nothing behind. */
  int32_t (*to_file)(const stelsel_host* host, const char* path, stelsel_output** out,
                     stelsel_error* error);
  int32_t (*to_function)(const stelsel_host* host, stelsel_write_function function, void* context,
                         stelsel_output** out, stelsel_error* error);
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
  /* One line; control characters are escaped. Never put cell values or personal data in it. */
  void (*log)(const stelsel_host* host, int32_t level, const char* text);
} stelsel_log_v1;

#define STELSEL_HOST_PROGRESS "host.progress/1"

/* Told how far a call is: `done` of `total` units (0: not known) of `what`. Any thread. */
typedef void (*stelsel_progress_function)(void* context, const char* what, int64_t done, int64_t total);

typedef struct stelsel_progress_v1 {
  uint32_t size;
  /* For whoever does the work; `progress` may be NULL. cancelled gives 1 when the work is to stop,
   * with STELSEL_CANCELLED, within a second. */
  void (*advance)(stelsel_progress* progress, const char* what, int64_t done, int64_t total);
  int32_t (*cancelled)(const stelsel_progress* progress);
  /* For whoever asked for it. `function` may be NULL. cancel may be called from any thread, also
   * from within the function. */
  int32_t (*make)(const stelsel_host* host, stelsel_progress_function function, void* context,
                  stelsel_progress** out, stelsel_error* error);
  void (*cancel)(stelsel_progress* progress);
  void (*release)(stelsel_progress* progress);
} stelsel_progress_v1;

#define STELSEL_HOST_CONFIG "host.config/1"

typedef struct stelsel_config_v1 {
  uint32_t size;
  /* What the host tells this plugin or program, or NULL: "language" (nl or en), and for a plugin
   * "plugin.id" and "plugin.folder". */
  const char* (*get)(const stelsel_host* host, const char* key);
} stelsel_config_v1;

/* ---- host.engine/1: the main jobs, for programs that embed stelsel ------------------------
 * SOURCE and TARGET: [FORMAT:]PATH[@REVISION], where FORMAT is any format or store that is known,
 * such as `sqlite:`. Without it a folder (of CSV files, with datapackage.json or without), or a
 * file known by its ending. `progress` may be NULL everywhere. */

#define STELSEL_HOST_ENGINE "host.engine/1"

typedef struct stelsel_engine_v1 {
  uint32_t size;

  /* Reads a source. What is wrong with a cell, row or file becomes a finding, and reading goes on;
   * it fails only when nothing could be read. `out` is yours. options: none yet. */
  int32_t (*read)(const stelsel_host* host, const char* source, const char* options,
                  stelsel_findings* findings, stelsel_progress* progress, stelsel_snapshot** out,
                  stelsel_error* error);

  /* Runs every rule over a snapshot. options: {"as_of": DATE}, up to which dates that have passed
   * count as passed. */
  int32_t (*check)(const stelsel_host* host, const stelsel_snapshot* snapshot, const char* options,
                   stelsel_findings* findings, stelsel_progress* progress, stelsel_error* error);

  /* Runs the report `PLUGIN/NAME` and renders it into `output`, which is left uncommitted.
   * options: {"format": "html", "as_of": DATE, "lang": "nl" or "en", "set": {PARAMETER: VALUE}}. */
  int32_t (*run)(const stelsel_host* host, const char* id, const stelsel_snapshot* snapshot,
                 const char* options, stelsel_output* output, stelsel_progress* progress,
                 stelsel_error* error);

  /* Makes the tables of `target` hold exactly the rows that the snapshot's tables hold: whole, or
   * not at all. Tables that the snapshot's source did not have stay as they are. To a store goes
   * what changed, as one commit with this message (may be NULL). A snapshot read as of a date is
   * refused. `written` gets the rows that were added, changed or removed; may be NULL. */
  int32_t (*commit)(const stelsel_host* host, const stelsel_snapshot* snapshot, const char* target,
                    const char* message, stelsel_progress* progress, int64_t* written,
                    stelsel_error* error);
} stelsel_engine_v1;

/* ---- What a plugin gives ------------------------------------------------------------------
 * A plugin is a folder with plugin.json and, if it has code, a library that exports one function,
 * stelsel_plugin_entry. What it can do stands in its manifest, with titles and parameters; the
 * library holds only the doing. Members called `self` are handed back unchanged. */

typedef struct stelsel_plugin {
  uint32_t size;
  uint32_t version; /* STELSEL_VERSION it was built with */
  void* self;
  /* The table for one of the ids below, or NULL. Lives until stop. */
  const void* (*capability)(void* self, const char* id);
  /* Ends this instance; called once. The library itself is never unloaded. */
  void (*stop)(void* self);
} stelsel_plugin;

/* Starts an instance; each engine starts its own. On failure returns NULL and fills `error`. */
typedef const stelsel_plugin* (*stelsel_plugin_entry_function)(const stelsel_host* host,
                                                               stelsel_error* error);
#define STELSEL_PLUGIN_ENTRY "stelsel_plugin_entry"

/* What one run gets. All borrowed for the call. */
typedef struct stelsel_run {
  uint32_t size;
  const stelsel_snapshot* snapshot; /* all times; ask host.model/1 for as_of */
  const char* as_of;                /* YYYY-MM-DD, always given */
  const char* language;             /* "nl" or "en" */
  const char* parameters;           /* JSON object: each declared parameter that has a value, checked */
  const char* source;               /* where the snapshot came from, for the reader of a report */
  stelsel_progress* progress;       /* may be NULL */
} stelsel_run;

#define STELSEL_REPORT "stelsel.report/1"

typedef struct stelsel_report_v1 {
  uint32_t size;
  void* self;
  /* Writes report `id` (without the plugin's name) into the document. */
  int32_t (*run)(void* self, const char* id, const stelsel_run* run, stelsel_document* document,
                 stelsel_error* error);
} stelsel_report_v1;

#define STELSEL_RENDERER "stelsel.renderer/1"

typedef struct stelsel_renderer_v1 {
  uint32_t size;
  void* self;
  /* Turns a document into bytes of format `id` (html, md, ...). The same document gives the same
   * bytes. */
  int32_t (*render)(void* self, const char* id, const stelsel_document* document,
                    stelsel_output* output, stelsel_error* error);
} stelsel_renderer_v1;

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
} stelsel_commit;

typedef struct stelsel_store_v1 {
  uint32_t size;
  void* self;
  /* `path` is what stands behind `FORMAT:`. A file that is there but is not a store of this kind is
   * refused with STELSEL_FAILED_PRECONDITION and left alone. */
  int32_t (*open)(void* self, const char* path, int32_t mode, stelsel_store** out,
                  stelsel_error* error);
  /* Ends a store; on failure what was committed may still be in doubt. The store is gone anyhow. */
  int32_t (*close)(stelsel_store* store, stelsel_error* error);
  /* The newest revision, or "" when nothing was committed yet. Lives until the next call. */
  int32_t (*latest)(stelsel_store* store, const char** revision, stelsel_error* error);
  /* Tables that the store holds. The name lives until the next call; NULL beyond the last. */
  int32_t (*table)(stelsel_store* store, size_t index, const char** name, stelsel_error* error);
  /* The Table Schema with which a table was stored, as JSON. Lives until the next call. */
  int32_t (*schema)(stelsel_store* store, const char* table, const char** json,
                    stelsel_error* error);
  /* All rows of a table at `revision` (a number, or "latest"), in the order of its key. The stream
   * must be released before the store is closed. STELSEL_UNIMPLEMENTED for a revision that the
   * store does not keep. */
  int32_t (*read)(stelsel_store* store, const char* table, const char* revision,
                  struct ArrowArrayStream* out, stelsel_error* error);
  /* A commit: begin, any number of upserts and erasures, then commit or rollback, which both end
   * the transaction, also on failure. One at a time. Nothing shows before commit returns
   * STELSEL_OK. STELSEL_ABORTED when `base` is no longer the newest revision. `schema` is the
   * table's Table Schema; tables come after those that they refer to. */
  int32_t (*begin)(stelsel_store* store, const stelsel_commit* commit, stelsel_transaction** out,
                   stelsel_error* error);
  int32_t (*upsert)(stelsel_transaction* transaction, const char* table, const char* schema,
                    struct ArrowArrayStream* rows, stelsel_error* error);
  int32_t (*erase)(stelsel_transaction* transaction, const char* table, const char* schema,
                   struct ArrowArrayStream* keys, stelsel_error* error);
  int32_t (*commit)(stelsel_transaction* transaction, stelsel_error* error);
  void (*rollback)(stelsel_transaction* transaction);
} stelsel_store_v1;

/* ---- What the library exports -------------------------------------------------------------
 * For programs that embed stelsel. A plugin needs none of them and does not link the library. */

/* STELSEL_VERSION of the library that is loaded. [any thread] */
STELSEL_EXPORT uint32_t stelsel_version(void);

/* Opens an engine: reads the manifests of the plugins, loads none. Several may be open at once.
 * options: {"plugins": [FOLDER, ...] (absolute; each holds folders with a plugin.json),
 * "language": "nl" or "en", "log": "off" (the default), "error", "warning", "info" or "debug": what
 * goes to standard error}. On failure returns NULL. [any thread] */
STELSEL_EXPORT const stelsel_host* stelsel_open(const char* options, stelsel_error* error);

/* host->service(host, id), for languages that would rather call than look into a struct. */
STELSEL_EXPORT const void* stelsel_service(const stelsel_host* host, const char* id);

/* Ends an engine and stops its plugins. Snapshots and streams that were handed out stay good and
 * may be released later; everything else of this engine must have been released. */
STELSEL_EXPORT void stelsel_close(const stelsel_host* host);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* STELSEL_STELSEL_H_ */
