#include "module.h"

#include <new>
#include <string>
#include <utility>

#include "cursor.h"
#include "plan.h"

namespace sql {
namespace {

// Of one connection; which snapshot it shows is the context's business.
struct VirtualTable : sqlite3_vtab {
  const TableName* of = nullptr;

  const stelsel::Snapshot& snapshot() const { return of->context->snapshot(of->is_as_of); }
  Table& table() const {
    const stelsel::Snapshot& from = snapshot();
    return from.kept<Tables>().table(of->name, from);
  }
};

// ---- What SQLite calls ----

// Runs `f`; what it throws becomes the table's error.
template <typename F>
int guard(sqlite3_vtab* base, F f) noexcept {
  auto& table = *static_cast<VirtualTable*>(base);
  const auto fail = [&](int code, const char* text) {
    table.of->context->failed_with = code;
    sqlite3_free(table.zErrMsg);
    table.zErrMsg = sqlite3_mprintf("%s", text);
    return SQLITE_ERROR;
  };
  try {
    f(table);
    return SQLITE_OK;
  } catch (const stelsel::Error& error) {
    return fail(error.code(), error.what());
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (const std::exception& error) {
    return fail(STELSEL_INTERNAL, error.what());
  }
}

Cursor& cursor_of(sqlite3_vtab_cursor* cursor) { return *static_cast<Cursor*>(cursor); }

std::string declaration(const SqlSchema& schema) {
  std::string text = "CREATE TABLE t(";
  for (const SqlColumn& column : schema.columns) {
    if (text.back() != '(') text += ", ";
    text += "\"" + column.name + "\" " + column.type();
  }
  return text + ")";
}

int connect(sqlite3* raw, void* given, int, const char* const*, sqlite3_vtab** out,
            char** error) noexcept {
  const auto* const of = static_cast<const TableName*>(given);
  try {
    const std::string json = of->context->run->snapshot.schema(of->name);
    of->context->is_declaring = true;
    const int code = sqlite3_declare_vtab(raw, declaration(read_schema(json)).c_str());
    of->context->is_declaring = false;
    if (code != SQLITE_OK) return code;
    auto* const table = new VirtualTable();
    table->of = of;
    *out = table;
    return SQLITE_OK;
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (const std::exception& e) {
    *error = sqlite3_mprintf("%s", e.what());
    return SQLITE_ERROR;
  }
}

int disconnect(sqlite3_vtab* table) {
  delete static_cast<VirtualTable*>(table);
  return SQLITE_OK;
}

int best_index(sqlite3_vtab* base, sqlite3_index_info* info) {
  return guard(base, [&](VirtualTable& table) {
    const Plan plan = choose_plan(table.table(), table.snapshot(), *info);
    info->idxStr = sqlite3_mprintf("%s", plan.text().c_str());
    info->needToFreeIdxStr = 1;
    if (info->idxStr == nullptr) throw std::bad_alloc();
  });
}

int open(sqlite3_vtab* base, sqlite3_vtab_cursor** out) {
  return guard(base,
               [&](VirtualTable& table) { *out = new Cursor(table.snapshot(), table.table()); });
}

int close(sqlite3_vtab_cursor* cursor) {
  delete &cursor_of(cursor);
  return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char* planned, int, sqlite3_value** values) {
  return guard(cursor->pVtab, [&](VirtualTable&) { cursor_of(cursor).filter(planned, values); });
}

int next(sqlite3_vtab_cursor* cursor) {
  return guard(cursor->pVtab, [&](VirtualTable&) { cursor_of(cursor).next(); });
}

int at_end(sqlite3_vtab_cursor* cursor) { return cursor_of(cursor).at_end() ? 1 : 0; }

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* out, int i) {
  return guard(cursor->pVtab, [&](VirtualTable&) { cursor_of(cursor).column(out, i); });
}

int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
  *out = cursor_of(cursor).rowid();
  return SQLITE_OK;
}

}  // namespace

const sqlite3_module& table_module() {
  static const sqlite3_module module = [] {
    sqlite3_module made{};
    made.iVersion = 2;
    made.xConnect = connect;  // without xCreate: there by its name
    made.xBestIndex = best_index;
    made.xDisconnect = disconnect;
    made.xOpen = open;
    made.xClose = close;
    made.xFilter = filter;
    made.xNext = next;
    made.xEof = at_end;
    made.xColumn = column;
    made.xRowid = rowid;
    return made;
  }();
  return module;
}

}  // namespace sql
