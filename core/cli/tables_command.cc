// stelsel tables: the tables that are known, from their schemas.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "core/base/status.h"
#include "core/cli/command.h"
#include "core/cli/describe.h"

namespace stelsel::core {
namespace {

void AddOptions(po::options_description& options) {
  options.add_options()("format",
                        po::value<std::string>()->default_value("text")->value_name("FORMAT"),
                        "text, markdown, svg, sql (PostgreSQL) or table-schema");
}

std::string TableSchemas(const std::vector<TableSchemaPtr>& tables) {
  std::string out;
  for (const TableSchemaPtr& table : tables) out += table->json;
  return out;
}

absl::StatusOr<std::vector<TableSchemaPtr>> Wanted(const SchemaSet& schemas,
                                                   const std::string& name) {
  if (name.empty()) return schemas.tables();
  const TableSchemaPtr table = schemas.Find(name);
  if (table == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("no table is called `", name, "`; `stelsel tables` lists them"));
  }
  return std::vector<TableSchemaPtr>{table};
}

// The core's tables in the order in which one would read about them, then those of plugins.
std::vector<TableSchemaPtr> InReadingOrder(const std::vector<TableSchemaPtr>& tables) {
  std::vector<TableSchemaPtr> ordered;
  for (const TableSchemaPtr& core : CoreTables()) {
    if (std::count(tables.begin(), tables.end(), core) > 0) ordered.push_back(core);
  }
  for (const TableSchemaPtr& table : tables) {
    if (std::count(ordered.begin(), ordered.end(), table) == 0) ordered.push_back(table);
  }
  return ordered;
}

absl::StatusOr<int> Run(Context& context, const po::variables_map& given) {
  STELSEL_ASSIGN_OR_RETURN(
      const std::string format,
      OneOf(given, "format", {"text", "table-schema", "sql", "markdown", "svg"}));
  const std::string name = TextOf(given, "TABLE");
  if (format == "table-schema" && name.empty()) {
    return absl::InvalidArgumentError(
        "--format table-schema needs a TABLE: a file holds one schema");
  }
  STELSEL_ASSIGN_OR_RETURN(Engine* const engine, context.engine());
  STELSEL_ASSIGN_OR_RETURN(const std::vector<TableSchemaPtr> tables,
                           Wanted(*engine->schemas(), name));
  const Language language = context.language();
  const std::string text = format == "sql"            ? SqlOf(tables)
                           : format == "markdown"     ? MarkdownOf(InReadingOrder(tables), language)
                           : format == "svg"          ? PictureOf(InReadingOrder(tables), language)
                           : format == "table-schema" ? TableSchemas(tables)
                           : name.empty()             ? ListTables(InReadingOrder(tables), language)
                                                      : DescribeTable(*tables[0], language);
  STELSEL_RETURN_IF_ERROR(context.results().Write(text));
  return kFine;
}

}  // namespace

const Command kTablesCommand = {
    "tables",
    "the tables that are known, and what their fields mean",
    "[TABLE] [--format text|table-schema|sql|markdown|svg]",
    "Without TABLE lists the tables of the core and of the plugins that were\n"
    "found; with it, tells its fields, keys, references and time. As markdown\n"
    "it is a data dictionary, as svg a picture of the tables and references.\n\n"
    "Example: stelsel tables agreement_status --lang en\n",
    AddOptions,
    {"TABLE"},
    Run};

}  // namespace stelsel::core
