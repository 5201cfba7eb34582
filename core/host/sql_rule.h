// A rule of a pack: a file rules/NAME.sql, of which the head, in comments, says what the rule is
// and the rest is one SELECT that gives the rows which fail it:
//
//   -- rule: bed_without_room
//   -- severity: warning
//   -- table: hallo_bed
//   -- title nl: Bed zonder kamer
//   -- title en: Bed without a room
//   -- cause nl: … (and en, and so on: see kKeys)
//   --   a line with three blanks or more goes on with what was before it
//   SELECT bed FROM hallo_bed WHERE room IS NULL
#ifndef STELSEL_CORE_HOST_SQL_RULE_H_
#define STELSEL_CORE_HOST_SQL_RULE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/check/registry.h"
#include "core/host/manifest.h"

namespace stelsel::core {

// The query language of these rules, as a plugin offers it.
inline constexpr std::string_view kSql = "sql";

struct SqlRule {
  // `rule.parameters` has the declarations of those below. A rule whose head has no message says
  // what the column `message` does, and its title where there is none.
  Rule rule;
  std::string file;                     // as errors and findings call it
  std::string text;                     // all of the file, so that lines count from its first one
  std::vector<std::string> parameters;  // names, of those that the manifest declares
  int64_t seconds = 60;                 // how long it may take
  int64_t table_line = 0;               // of the head, where the table is named; 0 when none is
};

// Reads the text of `file`, which is called NAME.sql and belongs to the plugin of `manifest`.
// Refuses, as FILE:LINE and one sentence: a key that is not known, comes twice, lacks its value or
// is missing; a rule that is not called as its file or that the manifest has already; parameters
// that it does not declare; what is not UTF-8 or no SELECT.
absl::StatusOr<SqlRule> ReadSqlRule(std::string text, const std::string& file,
                                    const Manifest& manifest);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_SQL_RULE_H_
