// One function a format. Internal to this room.
#ifndef STELSEL_CORE_CHECK_WRITE_FORMATS_H_
#define STELSEL_CORE_CHECK_WRITE_FORMATS_H_

#include <string>
#include <string_view>

#include "core/check/message.h"
#include "core/check/write_findings.h"

namespace stelsel::core {

inline std::string MessageOf(const Findings& findings, const Finding& finding,
                             const WriteOptions& options) {
  return MessageOf(finding, findings.registry().Find(finding.rule), options.language,
                   options.values);
}

// Whether findings are divided into known and new ones.
inline bool HasBaseline(const Findings& findings) { return findings.baseline() != nullptr; }

// As an attribute or text of XML, on one line.
std::string XmlText(std::string_view text);

absl::Status WriteText(const Findings& findings, const WriteOptions& options, WriteFunction write);
absl::Status WriteNdjson(const Findings& findings, const WriteOptions& options,
                         WriteFunction write);
absl::Status WriteSarif(const Findings& findings, const WriteOptions& options, WriteFunction write);
absl::Status WriteJunit(const Findings& findings, const WriteOptions& options, WriteFunction write);
absl::Status WriteReport(const Findings& findings, const WriteOptions& options,
                         WriteFunction write);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_CHECK_WRITE_FORMATS_H_
