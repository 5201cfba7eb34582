// The manifest against its published JSON Schema.
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "boost/json/value.hpp"
#include "core/base/json.h"
#include "core/base/status.h"
#include "core/conformance/conformance.h"
#include "core/conformance/embedded_conformance.h"
#include "valijson/adapters/boost_json_adapter.hpp"
#include "valijson/schema.hpp"
#include "valijson/schema_parser.hpp"
#include "valijson/validation_results.hpp"
#include "valijson/validator.hpp"

namespace stelsel::core {

std::string_view ManifestSchema() { return EmbeddedManifestSchema().front().text; }

absl::Status ValidateManifest(std::string_view text) {
  STELSEL_ASSIGN_OR_RETURN(const boost::json::value schema_json,
                           ParseJson(ManifestSchema(), "plugin.schema.json"));
  STELSEL_ASSIGN_OR_RETURN(const boost::json::value manifest, ParseJson(text, "plugin.json"));
  try {
    valijson::Schema schema;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::BoostJsonAdapter(schema_json), schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema, valijson::adapters::BoostJsonAdapter(manifest), &results))
      return absl::OkStatus();
    std::string wrong;
    valijson::ValidationResults::Error error;
    // The deepest say most; those above them only that something below is wrong.
    while (results.popError(error)) {
      std::string where;
      for (const std::string& part : error.context) absl::StrAppend(&where, part);
      wrong = absl::StrCat(where, ": ", error.description);
      if (error.context.size() > 1) break;
    }
    return absl::InvalidArgumentError(
        absl::StrCat("plugin.json is not as its schema says: ", wrong));
  } catch (const std::exception& problem) {
    return absl::InternalError(problem.what());
  }
}

}  // namespace stelsel::core
