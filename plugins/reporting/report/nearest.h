// Finding what somebody may have meant.
#ifndef STELSEL_PLUGINS_REPORTING_REPORT_NEAREST_H_
#define STELSEL_PLUGINS_REPORTING_REPORT_NEAREST_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reporting {

// A name under which something is known.
struct Candidate {
  std::string name;
  std::string id;
};

// Letters to add, leave out or change to make `a` into `b`, without regard to ASCII case and with
// `_`, `-` and space as the same.
std::size_t Distance(std::string_view a, std::string_view b);

// The ids of at most `count` candidates whose names are nearest to `wanted`, nearest first, each id
// once; equally near ones by id.
std::vector<std::string> Nearest(std::string_view wanted, const std::vector<Candidate>& candidates,
                                 std::size_t count);

}  // namespace reporting

#endif  // STELSEL_PLUGINS_REPORTING_REPORT_NEAREST_H_
