// Every fact names its source, or says that it is made up.
#include "core/check/row_check.h"

namespace stelsel::core::checking {
namespace {

class SourceCheck : public RowCheck {
 public:
  SourceCheck(Context& context, const Table& table, int source, int illustratief)
      : context_(context), table_(table), source_(source), illustratief_(illustratief) {
    if (table.schema().name == "agreement_status") status_ = table.schema().IndexOf("status");
  }

  void Suspect(size_t part, Suspects& suspects) override {
    const Chunk& chunk = *table_.parts()[part].chunk;
    const Column& made_up = chunk.columns[static_cast<size_t>(illustratief_)];
    const bool all_made_up = made_up.null_count == 0 && made_up.values.min() == 1;
    suspects.all = !all_made_up && MayBeEmpty(table_, part, source_);
  }

  void Check(const RowRef& row) override {
    if (!IsEmpty(row, source_) || row.Scalar(illustratief_) == 1) return;
    const bool says_ja = status_ >= 0 && row.Text(status_) == "ja";
    context_.Report(says_ja ? "core/ja_without_source" : "core/without_source", row,
                    [](Finding& finding) { finding.field = "source_document"; });
  }

 private:
  Context& context_;
  const Table& table_;
  const int source_;
  const int illustratief_;
  int status_ = -1;  // of the table of statuses only
};

}  // namespace

void AddSourceCheck(Context& context, const Table& table, RowChecks& checks) {
  const int source = table.schema().IndexOf("source_document");
  const int illustratief = table.schema().IndexOf("illustratief");
  if (source < 0 || illustratief < 0) return;
  if (table.schema().field(illustratief).type != Type::kBoolean) return;
  checks.push_back(std::make_unique<SourceCheck>(context, table, source, illustratief));
}

}  // namespace stelsel::core::checking
