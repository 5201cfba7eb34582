#include "core/cli/report_set.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/base/date.h"
#include "core/base/parallel.h"
#include "core/base/staged_folder.h"
#include "core/base/status.h"
#include "core/base/utf8.h"
#include "core/cli/report_index.h"
#include "core/host/progress.h"

namespace stelsel::core {
namespace {

// What a report is made for: a row of a table.
struct Subject {
  std::string key;
  std::string name;  // for people
};

struct Job {
  std::string id;  // of the report
  std::optional<Subject> subject;
  std::string stem;  // of its files, below the folder
};

// ---- Which reports ----

bool HasParameter(const Offer& report, const std::string& name) {
  return std::any_of(report.parameters.begin(), report.parameters.end(),
                     [&](const Field& field) { return field.name == name; });
}

// Keys of rows that others of the same table stand under.
std::set<std::string> Parents(const Table& table) {
  std::set<std::string> parents;
  for (const ForeignKey& key : table.schema().foreign_keys) {
    if (key.table != table.schema().name || key.fields.size() != 1) continue;
    table.ForEachRow([&](const RowRef& row) { parents.insert(row.Format(key.fields[0])); });
  }
  return parents;
}

// Keys become names of files, so that they are held to what such names may have everywhere.
bool IsFileName(const std::string& key) {
  return !key.empty() && key.size() <= 100 && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

absl::StatusOr<std::vector<Subject>> SubjectsOf(const Snapshot& snapshot, const std::string& each,
                                                const std::string& as_of) {
  const TablePtr all = snapshot.table(each);
  if (all == nullptr || all->schema().primary_key.size() != 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("reports are made for each row of a table with one key, such as region: `",
                     OneLine(each), "` is none"));
  }
  const SnapshotPtr then = snapshot.AsOf(ParseDate(as_of).value());
  const TablePtr table = then->table(each);
  const std::set<std::string> parents = Parents(*table);
  const int name = table->schema().IndexOf("name");
  std::vector<Subject> subjects;
  std::string wrong;
  table->ForEachRow([&](const RowRef& row) {
    const std::string key = row.Key()[0];
    if (parents.count(key) > 0) return;
    if (!IsFileName(key) && wrong.empty()) wrong = key;
    subjects.push_back({key, name >= 0 && !row.IsNull(name) ? row.Format(name) : key});
  });
  if (!wrong.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("`", OneLine(wrong), "` cannot be the name of a file"));
  }
  if (subjects.empty())
    return absl::NotFoundError(absl::StrCat("on ", as_of, " there is no ", each));
  std::sort(subjects.begin(), subjects.end(),
            [](const Subject& a, const Subject& b) { return a.key < b.key; });
  return subjects;
}

// The report's name, with that of its plugin before it where two have the same.
std::string StemOf(const std::string& id, const std::vector<std::string>& ids) {
  const auto name = [](const std::string& of) { return of.substr(of.find('/') + 1); };
  const auto alike = std::count_if(
      ids.begin(), ids.end(), [&](const std::string& other) { return name(other) == name(id); });
  if (alike == 1) return name(id);
  std::string stem = id;
  std::replace(stem.begin(), stem.end(), '/', '_');
  return stem;
}

absl::StatusOr<std::vector<Job>> JobsOf(const Engine& engine, const ReportSet& set,
                                        const RunRequest& request) {
  std::vector<Job> jobs;
  bool used = set.each.empty();
  for (const std::string& id : set.ids) {
    STELSEL_ASSIGN_OR_RETURN(const Offered report, engine.plugins().FindByName(STELSEL_REPORT, id));
    const std::string stem = StemOf(id, set.ids);
    if (std::any_of(jobs.begin(), jobs.end(), [&](const Job& job) { return job.id == id; }))
      return absl::InvalidArgumentError(absl::StrCat(id, " is given twice"));
    if (set.each.empty() || !HasParameter(*report.offer, set.each)) {
      jobs.push_back({id, std::nullopt, stem});
      continue;
    }
    used = true;
    STELSEL_ASSIGN_OR_RETURN(const std::vector<Subject> subjects,
                             SubjectsOf(*request.snapshot, set.each, request.as_of));
    for (const Subject& subject : subjects)
      jobs.push_back({id, subject, absl::StrCat(stem, "/", subject.key)});
  }
  if (used) return jobs;
  return absl::InvalidArgumentError(
      absl::StrCat("none of these reports has the parameter `", OneLine(set.each), "`"));
}

absl::StatusOr<std::vector<Offered>> RenderersOf(const Engine& engine, const ReportSet& set) {
  std::vector<Offered> renderers;
  for (const std::string& format :
       set.formats.empty() ? engine.plugins().Names(STELSEL_RENDERER) : set.formats) {
    STELSEL_ASSIGN_OR_RETURN(renderers.emplace_back(), engine.RendererOf(format));
  }
  return renderers;
}

std::string EndingOf(const Offer& renderer) {
  return renderer.endings.empty() ? absl::StrCat(".", renderer.id) : renderer.endings[0];
}

// ---- Making them ----

class Run {
 public:
  Run(Engine& engine, const ReportSet& set, const RunRequest& request, const StagedFolder& folder)
      : engine_(engine), set_(set), request_(request), folder_(folder) {}

  absl::StatusOr<int64_t> Write() {
    STELSEL_ASSIGN_OR_RETURN(jobs_, JobsOf(engine_, set_, request_));
    STELSEL_ASSIGN_OR_RETURN(renderers_, RenderersOf(engine_, set_));
    files_.resize(jobs_.size());
    for (const Job& job : jobs_) {
      const size_t slash = job.stem.find('/');
      if (slash != std::string::npos)
        STELSEL_RETURN_IF_ERROR(folder_.MakeFolder(job.stem.substr(0, slash)));
    }
    constexpr int64_t kMany = int64_t{1} << 20;  // each report is enough work for a thread
    STELSEL_RETURN_IF_ERROR(
        ForEachTask(ThreadsFor(0, kMany), jobs_.size(), [this](size_t i) { return Make(i); }));
    STELSEL_RETURN_IF_ERROR(WriteIndex());
    int64_t count = indexes_;
    for (const auto& files : files_) count += static_cast<int64_t>(files.size());
    return count;
  }

 private:
  absl::Status Make(size_t i) {
    const Job& job = jobs_[i];
    RunRequest request = request_;
    request.progress = nullptr;  // what is shown is how many are done
    if (job.subject) {
      request.parameters[set_.each] = job.subject->key;
    } else if (!set_.each.empty()) {
      request.parameters.erase(set_.each);
    }
    STELSEL_ASSIGN_OR_RETURN(const stelsel_document document,
                             engine_.MakeDocument(job.id, request));
    for (const Offered& renderer : renderers_) {
      const std::string name = job.stem + EndingOf(*renderer.offer);
      const absl::Status written = WriteFile(document, renderer, name);
      if (absl::IsUnimplemented(written) && set_.formats.empty()) continue;
      STELSEL_RETURN_IF_ERROR(written);
      files_[i].push_back({renderer.offer->id, name});
    }
    const std::lock_guard lock(mutex_);
    return Advance(request_.progress, job.subject ? job.subject->key : job.id, ++done_,
                   static_cast<int64_t>(jobs_.size()));
  }

  absl::Status WriteFile(const stelsel_document& document, const Offered& renderer,
                         const std::string& name) const {
    STELSEL_ASSIGN_OR_RETURN(const std::unique_ptr<Output> file,
                             FileOutput(absl::StrCat(folder_.path(), "/", name)));
    STELSEL_RETURN_IF_ERROR(engine_.Render(document, renderer, *file));
    return file->Commit();
  }

  absl::Status WriteIndex() {
    std::vector<IndexEntry> entries;
    for (size_t i = 0; i < jobs_.size(); ++i) {
      const Offered report = *engine_.plugins().FindByName(STELSEL_REPORT, jobs_[i].id);
      entries.push_back({report.offer->title.In(request_.language),
                         jobs_[i].subject ? jobs_[i].subject->name : "", files_[i]});
    }
    STELSEL_ASSIGN_OR_RETURN(const stelsel_document index,
                             MakeIndex(engine_, request_, set_.each, entries));
    for (const Offered& renderer : renderers_) {
      // Of the other formats links in a list are of no use.
      if (renderer.offer->id != "html" && renderer.offer->id != "md") continue;
      STELSEL_RETURN_IF_ERROR(
          WriteFile(index, renderer, absl::StrCat("index", EndingOf(*renderer.offer))));
      ++indexes_;
    }
    return absl::OkStatus();
  }

  Engine& engine_;
  const ReportSet& set_;
  const RunRequest& request_;
  const StagedFolder& folder_;
  std::vector<Job> jobs_;
  std::vector<Offered> renderers_;
  std::vector<std::vector<IndexFile>> files_;  // of each job; each is one thread's
  int64_t indexes_ = 0;
  std::mutex mutex_;
  int64_t done_ = 0;
};

}  // namespace

absl::StatusOr<int64_t> WriteReports(Engine& engine, const ReportSet& set,
                                     const RunRequest& request, const std::string& folder) {
  STELSEL_ASSIGN_OR_RETURN(StagedFolder staged, StagedFolder::Create(folder));
  STELSEL_ASSIGN_OR_RETURN(const int64_t files, Run(engine, set, request, staged).Write());
  STELSEL_RETURN_IF_ERROR(staged.Commit());
  return files;
}

}  // namespace stelsel::core
