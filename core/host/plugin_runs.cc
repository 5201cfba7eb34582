#include "core/host/plugin_runs.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/host/kept_rows.h"
#include "core/host/parameters.h"
#include "core/host/progress.h"
#include "core/host/services.h"
#include "core/io/cell.h"
#include "core/model/key_index.h"
#include "core/model/stream_cells.h"

namespace stelsel::core {
namespace {

// A snapshot as a plugin sees it: one that retains it may keep it after the call.
struct ReleaseSnapshot {
  void operator()(const stelsel_snapshot* snapshot) const { ModelService()->release(snapshot); }
};
using LentSnapshot = std::unique_ptr<const stelsel_snapshot, ReleaseSnapshot>;

struct ReleaseStream {
  void operator()(ArrowArrayStream* stream) const {
    if (stream->release != nullptr) stream->release(stream);
  }
};

// ---- Rules ----

// Finds rows of a table by the texts of their keys.
class RowFinder {
 public:
  explicit RowFinder(TablePtr table)
      : table_(std::move(table)), index_(*table_, table_->schema().primary_key) {
    index_.AddAll();
  }

  // Absent when no row has the key.
  std::optional<RowId> Find(const std::vector<std::string>& key) const {
    KeyValues values;
    for (size_t i = 0; i < key.size(); ++i) {
      const std::optional<int64_t> value = ValueOf(table_->schema().primary_key[i], key[i]);
      if (!value) return std::nullopt;
      values.push_back(*value);
    }
    return index_.Find(values);
  }
  const Table& table() const { return *table_; }

 private:
  std::optional<int64_t> ValueOf(int field, const std::string& text) const {
    if (const Dictionary* const dictionary = table_->dictionary(field))
      return dictionary->Find(text);
    const std::optional<CellValue> value = ParseCell(table_->schema().field(field), text);
    if (!value || value->kind != CellValue::Kind::kScalar) return std::nullopt;
    return value->scalar;
  }

  TablePtr table_;
  KeyIndex index_;
};

// Turns the rows that one rule gave into findings.
class RuleRows {
 public:
  RuleRows(const Rule& rule, StreamCells cells, const Snapshot& snapshot, FindingSink& findings)
      : rule_(rule), cells_(std::move(cells)), snapshot_(snapshot), findings_(findings) {}

  absl::Status AddAll() {
    STELSEL_RETURN_IF_ERROR(Bind());
    while (true) {
      STELSEL_ASSIGN_OR_RETURN(const bool more, cells_.Next());
      if (!more) return absl::OkStatus();
      STELSEL_RETURN_IF_ERROR(AddOne());
    }
  }

 private:
  // Which columns are the key's and which the message's.
  absl::Status Bind() {
    field_column_ = cells_.IndexOf("field");
    const TablePtr table = rule_.table.empty() ? nullptr : snapshot_.table(rule_.table);
    if (table != nullptr) {
      for (const int field : table->schema().primary_key) {
        const std::string& name = table->schema().field(field).name;
        const int column = cells_.IndexOf(name);
        if (column < 0) {
          return absl::InvalidArgumentError(
              absl::StrCat("gives no column `", name, "` of the key of table ", rule_.table));
        }
        key_columns_.push_back(static_cast<size_t>(column));
      }
      finder_.emplace(table);
    }
    for (const std::string& word : PlaceholdersOf(rule_.message.en)) {
      if (cells_.IndexOf(word) >= 0) continue;
      return absl::InvalidArgumentError(
          absl::StrCat("gives no column `", word, "`, which its message names"));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> TextOf(size_t column) {
    STELSEL_ASSIGN_OR_RETURN(const std::string* const text, cells_.Text(column));
    return text != nullptr ? *text : std::string();
  }

  absl::Status AddOne() {
    std::vector<std::string> key;
    for (const size_t column : key_columns_) {
      STELSEL_ASSIGN_OR_RETURN(std::string text, TextOf(column));
      key.push_back(std::move(text));
    }
    std::vector<Finding::Argument> arguments;
    for (size_t i = 0; i < cells_.columns().size(); ++i) {
      STELSEL_ASSIGN_OR_RETURN(std::string text, TextOf(i));
      const bool is_key =
          std::find(key_columns_.begin(), key_columns_.end(), i) != key_columns_.end();
      const bool is_text = cells_.columns()[i].kind == StreamCells::Kind::kText;
      arguments.push_back({cells_.columns()[i].name, std::move(text), is_text && !is_key});
    }
    STELSEL_ASSIGN_OR_RETURN(
        const std::string field,
        field_column_ < 0 ? std::string() : TextOf(static_cast<size_t>(field_column_)));
    if (!field.empty() && finder_ && finder_->table().schema().IndexOf(field) < 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("names field `", field, "`, which table ", rule_.table, " has not"));
    }
    const auto fill = [&](Finding& finding) {
      finding.field = field;
      for (const Finding::Argument& argument : arguments) finding.arguments.push_back(argument);
    };
    if (!finder_) {
      findings_.Add(rule_.id, fill);
      return absl::OkStatus();
    }
    const std::optional<RowId> row = finder_->Find(key);
    if (!row) {
      return absl::InvalidArgumentError(absl::StrCat("names a row that table ", rule_.table,
                                                     " has not: ", absl::StrJoin(key, ", ")));
    }
    findings_.AddRow(rule_.id, finder_->table().row(*row), fill);
    return absl::OkStatus();
  }

  const Rule& rule_;
  StreamCells cells_;
  const Snapshot& snapshot_;
  FindingSink& findings_;
  std::vector<size_t> key_columns_;
  int field_column_ = -1;
  std::optional<RowFinder> finder_;
};

// Those of one rule among parameters that are called PLUGIN/RULE/PARAMETER.
std::map<std::string, std::string> ParametersOf(
    const std::string& rule, const std::map<std::string, std::string>& parameters) {
  std::map<std::string, std::string> own;
  const std::string prefix = rule + "/";
  for (const auto& [name, value] : parameters) {
    if (absl::StartsWith(name, prefix)) own[name.substr(prefix.size())] = value;
  }
  return own;
}

RunRequest RequestFor(const Rule& rule, const RunRequest& request) {
  RunRequest own = request;
  own.parameters = ParametersOf(rule.id, request.parameters);
  return own;
}

absl::Status RunRule(const Offered& offered, const Rule& rule, const RunRequest& request,
                     FindingSink& findings) {
  STELSEL_ASSIGN_OR_RETURN(const void* const table, offered.plugin->Capability(STELSEL_CHECKS));
  const auto& functions = *static_cast<const stelsel_checks_v1*>(table);
  ArrowArrayStream stream{};
  const auto entered = offered.plugin->Enter();
  const std::unique_ptr<ArrowArrayStream, ReleaseStream> released(&stream);
  STELSEL_RETURN_IF_ERROR(CallRun(offered, rule.id, RequestFor(rule, request),
                                  [&](const stelsel_run& run, stelsel_error* error) {
                                    return functions.run(functions.self, offered.offer->id.c_str(),
                                                         &run, &stream, error);
                                  }));
  STELSEL_ASSIGN_OR_RETURN(StreamCells cells, StreamCells::Open(&stream));
  return RuleRows(rule, std::move(cells), *request.snapshot, findings).AddAll();
}

// ---- Tables ----

// The whole of what a plugin gave, as a stream that needs the plugin no more.
absl::Status Keep(ArrowArrayStream* stream, const std::string& name, ArrowArrayStream* out) {
  if (stream->release == nullptr)
    return absl::InternalError(absl::StrCat(name, " said that all is well, but gave no table"));
  auto rows = KeptRows::Read(stream);
  if (!rows.ok()) {
    return absl::Status(rows.status().code(),
                        absl::StrCat(name, ": ", std::string(rows.status().message())));
  }
  KeptRows::Export(*std::move(rows), out);
  return absl::OkStatus();
}

absl::Status CheckColumns(const Offer& offer, const std::string& name, ArrowArrayStream* out) {
  ArrowSchema schema{};
  if (out->get_schema(out, &schema) != 0) return absl::InternalError(name + " has no schema");
  std::string lacks;
  for (const Field& field : offer.columns) {
    bool found = false;
    for (int64_t i = 0; i < schema.n_children; ++i)
      found = found || field.name == schema.children[i]->name;
    if (!found && lacks.empty()) lacks = field.name;
  }
  schema.release(&schema);
  if (lacks.empty()) return absl::OkStatus();
  out->release(out);
  return absl::InternalError(
      absl::StrCat(name, " gave no column `", lacks, "`, which its manifest names"));
}

}  // namespace

absl::Status CallRun(const Offered& offered, const std::string& name, const RunRequest& request,
                     RunCall call) {
  STELSEL_ASSIGN_OR_RETURN(const std::string parameters,
                           CheckParameters(offered.offer->parameters, request.parameters));
  const LentSnapshot given(request.snapshot != nullptr ? new stelsel_snapshot(request.snapshot)
                                                       : nullptr);
  const std::string source = given != nullptr ? request.snapshot->origin().source : "";
  const stelsel_run run = {sizeof run,
                           given.get(),
                           request.as_of.c_str(),
                           request.language == Language::kNl ? "nl" : "en",
                           parameters.c_str(),
                           source.c_str(),
                           request.progress};
  stelsel_error error = STELSEL_ERROR_INIT;
  const auto entered = offered.plugin->Enter();
  const int32_t code = call(run, &error);
  return FromCode(code, error, name);
}

absl::Status CheckRuleParameters(const std::vector<Plugin*>& plugins,
                                 const std::map<std::string, std::string>& parameters) {
  size_t used = 0;
  for (const Plugin* const plugin : plugins) {
    for (const Offer& offer : plugin->manifest().OffersOf(STELSEL_CHECKS)) {
      const std::string rule = absl::StrCat(plugin->manifest().id, "/", offer.id);
      const auto own = ParametersOf(rule, parameters);
      used += own.size();
      const absl::Status status = CheckParameters(offer.parameters, own).status();
      if (!status.ok())
        return absl::Status(status.code(), absl::StrCat(rule, ": ", std::string(status.message())));
    }
  }
  if (used == parameters.size()) return absl::OkStatus();
  std::vector<std::string> names;
  for (const auto& [name, value] : parameters) names.push_back(name);
  return absl::InvalidArgumentError(
      absl::StrCat("parameters of rules are called PLUGIN/RULE/NAME, of a rule that runs; among ",
                   absl::StrJoin(names, ", "), " is one that is not"));
}

absl::Status RunRules(Plugin& plugin, const RunRequest& request, FindingSink& findings) {
  const std::vector<Offer>& offers = plugin.manifest().OffersOf(STELSEL_CHECKS);
  for (size_t i = 0; i < offers.size(); ++i) {
    const Rule& rule =
        *plugin.manifest().FindRule(absl::StrCat(plugin.manifest().id, "/", offers[i].id));
    STELSEL_RETURN_IF_ERROR(Advance(request.progress, rule.id, static_cast<int64_t>(i),
                                    static_cast<int64_t>(offers.size())));
    const absl::Status status = RunRule({&plugin, &offers[i]}, rule, request, findings);
    if (status.ok()) continue;
    if (absl::IsCancelled(status)) return status;
    findings.Add("core/fault", [&](Finding& finding) {
      const std::string reason(status.message());
      finding.table = rule.table;
      finding.With("reason", OneLine(absl::StartsWith(reason, rule.id)
                                         ? reason
                                         : absl::StrCat(rule.id, ": ", reason)));
    });
  }
  return absl::OkStatus();
}

absl::Status RunCalculation(const Offered& offered, const std::string& name,
                            const RunRequest& request, ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const void* const table,
                           offered.plugin->Capability(STELSEL_CALCULATION));
  const auto& functions = *static_cast<const stelsel_calculation_v1*>(table);
  ArrowArrayStream stream{};
  const auto entered = offered.plugin->Enter();
  const std::unique_ptr<ArrowArrayStream, ReleaseStream> released(&stream);
  STELSEL_RETURN_IF_ERROR(
      CallRun(offered, name, request, [&](const stelsel_run& run, stelsel_error* error) {
        return functions.run(functions.self, offered.offer->id.c_str(), &run, &stream, error);
      }));
  STELSEL_RETURN_IF_ERROR(Keep(&stream, name, out));
  return CheckColumns(*offered.offer, name, out);
}

absl::Status RunQuery(const Offered& offered, const std::string& text, const RunRequest& request,
                      ArrowArrayStream* out) {
  STELSEL_ASSIGN_OR_RETURN(const void* const table, offered.plugin->Capability(STELSEL_QUERY));
  const auto& functions = *static_cast<const stelsel_query_v1*>(table);
  const std::string& name = offered.offer->id;
  ArrowArrayStream stream{};
  const auto entered = offered.plugin->Enter();
  const std::unique_ptr<ArrowArrayStream, ReleaseStream> released(&stream);
  STELSEL_RETURN_IF_ERROR(
      CallRun(offered, name, request, [&](const stelsel_run& run, stelsel_error* error) {
        return functions.run(functions.self, name.c_str(), &run, text.c_str(), &stream, error);
      }));
  return Keep(&stream, name, out);
}

}  // namespace stelsel::core
