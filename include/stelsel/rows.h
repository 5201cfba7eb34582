/* rows.h - rows in C11, header-only, for plugins and programs that would rather not fill in Arrow
 * structs themselves. C++ has the same in plugin.hpp. It needs stelsel.h and the C library.
 *
 * Making rows, as a result or to upsert:
 *
 *     static const stelsel_column columns[] = {{"region", STELSEL_TEXT, 0},
 *                                              {"places", STELSEL_INTEGER, 0}};
 *     stelsel_table table;
 *     stelsel_table_begin(&table, columns, 2);
 *     stelsel_table_text(&table, "zkijh");
 *     stelsel_table_integer(&table, 12);
 *     stelsel_table_end_row(&table);
 *     return stelsel_table_stream(&table, out, error);
 *
 * Reading rows that somebody else made:
 *
 *     stelsel_cursor rows;
 *     stelsel_cursor_open(&rows, &stream);
 *     const int region = stelsel_cursor_column(&rows, "region");
 *     while (stelsel_cursor_next(&rows)) use(stelsel_cursor_cell(&rows, region));
 *     return stelsel_cursor_close(&rows, error);
 *
 * Errors: what fails is kept and what comes after it does nothing, so that only the last call,
 * stelsel_table_stream or stelsel_cursor_close, needs a look. Memory that runs out is
 * STELSEL_RESOURCE_EXHAUSTED; calls that are wrong, such as a number for a column of texts, are
 * STELSEL_INVALID_ARGUMENT. Threads: [one at a time] for each table and cursor. Names that end in _
 * are not of this header's promise.
 */
#ifndef STELSEL_ROWS_H_
#define STELSEL_ROWS_H_

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "stelsel/detail/utf8.h"
#include "stelsel/stelsel.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Errors ------------------------------------------------------------------------------ */

/* Fills `error`, which may be NULL, with a code and a text as of printf, and gives the code, so
 * that one can `return stelsel_fail(...)`. A text that is too long is cut at a character, and what
 * is not UTF-8 becomes a question mark. */
#if defined(__GNUC__)
static inline int32_t stelsel_fail(stelsel_error* error, int32_t code, const char* format, ...)
    __attribute__((format(printf, 3, 4)));
#endif
static inline int32_t stelsel_fail(stelsel_error* error, int32_t code, const char* format, ...) {
  va_list arguments;
  int wanted;
  size_t end = sizeof error->text - 1;
  if (error == NULL) return code;
  error->code = code;
  va_start(arguments, format);
  wanted = vsnprintf(error->text, sizeof error->text, format, arguments);
  va_end(arguments);
  if (wanted >= 0 && (size_t)wanted <= end) {
    stelsel_mend_utf8(error->text);
    return code;
  }
  while (end > 0 && ((unsigned char)error->text[end - 1] & 0xC0) == 0x80) --end;
  error->text[end > 0 ? end - 1 : 0] = 0; /* with the byte that the last character begins with */
  stelsel_mend_utf8(error->text);
  return code;
}

/* 1 when a plugin that was built with this header can run in `host`; 0, and `error` is filled, when
 * the host's border is of another major version. For the beginning of an entry. */
static inline int stelsel_host_fits(const stelsel_host* host, stelsel_error* error) {
  if (STELSEL_MAJOR_OF(host->version) == STELSEL_VERSION_MAJOR) return 1;
  stelsel_fail(error, STELSEL_FAILED_PRECONDITION,
               "the host has another major version of the border");
  return 0;
}

/* ---- Columns and cells -------------------------------------------------------------------- */

/* What the values of a column are. A stelsel_cell has them in `integer`, but for text and real. */
enum stelsel_kind {
  STELSEL_TEXT = 1,
  STELSEL_INTEGER = 2,
  STELSEL_DECIMAL = 3,  /* times ten to the power of the column's scale: 12.50 is 1250 at scale 2 */
  STELSEL_BOOLEAN = 4,  /* 0 or 1 */
  STELSEL_DATE = 5,     /* days since 1970-01-01 */
  STELSEL_DATETIME = 6, /* microseconds since 1970-01-01T00:00:00Z */
  STELSEL_REAL = 7      /* only results of calculations and queries have it */
};

typedef struct stelsel_column {
  const char* name;
  int32_t kind;
  int32_t scale; /* 0 to 18, of a decimal; otherwise 0 */
} stelsel_column;

/* One value. A text has `length` bytes and no NUL behind them: print it with %.*s. It is borrowed,
 * from the batch at hand when it was read. */
typedef struct stelsel_cell {
  int32_t valid; /* 0: there is no value, and the rest but `kind` is 0 */
  int32_t kind;
  int64_t integer;
  double real;
  const char* text;
  size_t length;
} stelsel_cell;

/* True when the cell holds this text. */
static inline int stelsel_cell_is(stelsel_cell cell, const char* text) {
  return cell.valid && cell.kind == STELSEL_TEXT && strlen(text) == cell.length &&
         memcmp(cell.text, text, cell.length) == 0;
}

/* Below, equal to or above zero as `a` comes before, with or behind `b`, two cells of one column:
 * no value first, texts by their bytes. Stores give rows in this order of their keys. */
static inline int stelsel_cell_compare(stelsel_cell a, stelsel_cell b) {
  const size_t common = a.length < b.length ? a.length : b.length;
  int order;
  if (!a.valid || !b.valid) return (a.valid != 0) - (b.valid != 0);
  if (a.kind == STELSEL_REAL) return (a.real > b.real) - (a.real < b.real);
  if (a.kind != STELSEL_TEXT) return (a.integer > b.integer) - (a.integer < b.integer);
  order = common > 0 ? memcmp(a.text, b.text, common) : 0;
  return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

/* ---- Making rows -------------------------------------------------------------------------- */

/* A table that is being made. Yours, on the stack or anywhere; it owns memory from begin until
 * stream or drop, and its members are not for you. */
typedef struct stelsel_table {
  stelsel_column* columns; /* names are copies */
  size_t column_count;
  struct stelsel_batch_* first; /* of some 64k rows each */
  struct stelsel_batch_* last;
  size_t cells; /* in the row that is being made */
  int32_t code; /* of the first failure */
  const char* text;
} stelsel_table;

/* Begins a table with these columns, which are copied. Their names must differ. */
static inline void stelsel_table_begin(stelsel_table* table, const stelsel_column* columns,
                                       size_t count);

/* The next cell of the row, from left to right. Values are copied.
 *   text     ends with NUL; NULL is no value
 *   bytes    a text of `length` bytes; NULL is no value
 *   integer  of any kind but text and real: see stelsel_kind
 *   cell     what was read elsewhere, of this column's kind */
static inline void stelsel_table_text(stelsel_table* table, const char* text);
static inline void stelsel_table_bytes(stelsel_table* table, const char* text, size_t length);
static inline void stelsel_table_integer(stelsel_table* table, int64_t value);
static inline void stelsel_table_real(stelsel_table* table, double value);
static inline void stelsel_table_null(stelsel_table* table);
static inline void stelsel_table_cell(stelsel_table* table, stelsel_cell cell);

/* Ends the row, which must have a cell for each column. */
static inline void stelsel_table_end_row(stelsel_table* table);

/* Turns the table into a stream, which is yours and releasable on any thread. The table is used up,
 * also on failure, and may be begun again. Gives the first thing that failed since it was begun;
 * `out` is then left alone. */
static inline int32_t stelsel_table_stream(stelsel_table* table, struct ArrowArrayStream* out,
                                           stelsel_error* error);

/* Throws the table away. Not needed after stelsel_table_stream, where it does nothing. */
static inline void stelsel_table_drop(stelsel_table* table);

/* ---- Reading rows ------------------------------------------------------------------------- */

/* A place in a stream. Yours, on the stack or anywhere; from open until close it owns the stream
 * and the batch at hand, and its members are not for you. */
typedef struct stelsel_cursor {
  struct ArrowArrayStream stream;
  struct ArrowSchema schema;
  struct ArrowArray batch;
  stelsel_column* columns; /* names live in the schema */
  size_t column_count;
  int64_t row; /* in the batch */
  int32_t code;
  char text[256];
} stelsel_cursor;

/* Begins to read. `stream` is taken. A stream that is used up, that fails, or that has a type that
 * is not of the border has no rows, and close says why. Texts may be utf8 or from a dictionary:
 * that makes no difference here. */
static inline void stelsel_cursor_open(stelsel_cursor* rows, struct ArrowArrayStream* stream);

/* The columns, in order, and how many; they live until close. */
static inline const stelsel_column* stelsel_cursor_columns(const stelsel_cursor* rows,
                                                           size_t* count);
/* Place of the column with this name, or -1: a column of which no cell has a value. */
static inline int stelsel_cursor_column(const stelsel_cursor* rows, const char* name);

/* Moves to the next row: 1 when there is one, 0 at the end and after a failure. */
static inline int stelsel_cursor_next(stelsel_cursor* rows);

/* The cell of this row in that column. A text lives until the next call of next or close. */
static inline stelsel_cell stelsel_cursor_cell(const stelsel_cursor* rows, int column);

/* Ends the reading, also half-way, and releases everything. Gives the first failure since open. */
static inline int32_t stelsel_cursor_close(stelsel_cursor* rows, stelsel_error* error);

#ifdef __cplusplus
} /* extern "C" */
#endif

#include "stelsel/detail/rows_make.h"
#include "stelsel/detail/rows_read.h"
#include "stelsel/detail/rows_stream.h"

#endif /* STELSEL_ROWS_H_ */
