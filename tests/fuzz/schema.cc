// Table Schema: what a schema that is accepted refers to is there, and a description made of it can
// be read.
#include "core/schema/schema.h"

#include "core/io/descriptor.h"
#include "tests/fuzz/fuzz_util.h"

namespace stelsel::core {
namespace {

void CheckFields(const TableSchema& schema, const std::vector<int>& fields) {
  for (const int field : fields) {
    Require(field >= 0 && static_cast<size_t>(field) < schema.fields.size(), "fields are there");
  }
}

void Check(const TableSchema& schema) {
  Require(IsId(schema.name), "a table has an id");
  CheckFields(schema, schema.primary_key);
  CheckFields(schema, schema.without_overlap);
  CheckFields(schema, schema.exactly_one);
  if (schema.period) CheckFields(schema, {schema.period->first, schema.period->second});
  if (schema.observed) {
    CheckFields(schema, schema.observed->of);
    CheckFields(schema, {schema.observed->on, schema.observed->lowest.value_or(0)});
  }
  for (const ForeignKey& key : schema.foreign_keys) {
    CheckFields(schema, key.fields);
    Require(key.fields.size() == key.target_fields.size(), "a reference has two sides");
  }
  for (const Field& field : schema.fields) {
    Require(IsId(field.name) && schema.IndexOf(field.name) >= 0, "a field has an id");
    Require(field.scale >= 0 && field.scale <= 18, "a scale can be kept");
  }
}

void Try(std::string_view text) {
  const auto schema = ReadTableSchema(text, "table.json", "core");
  if (!schema.ok()) return;
  Check(**schema);
  const auto schemas = SchemaSet::Create({*schema});
  if (!schemas.ok()) return;
  for (const Field& field : (*schema)->fields) (*schemas)->Root((*schema)->name, field.name);
  const auto descriptor = MakeDescriptor("fuzz", (*schemas)->tables());
  Require(descriptor.ok(), "a description can be made");
  const MemoryFile memory(*descriptor);
  Collector findings;
  const auto resources = ReadDescriptor(memory.Open(), "datapackage.json", **schemas, findings);
  Require(resources.ok() && findings.findings.empty(), "a description of our own can be read");
}

}  // namespace
}  // namespace stelsel::core

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  stelsel::core::Try(stelsel::core::View(data, size));
  return 0;
}
