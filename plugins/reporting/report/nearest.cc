#include "report/nearest.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace reporting {
namespace {

std::string Folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else {
      out += c == '_' || c == '-' ? ' ' : c;
    }
  }
  return out;
}

}  // namespace

std::size_t Distance(std::string_view a, std::string_view b) {
  const std::string from = Folded(a), to = Folded(b);
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t change = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::vector<std::string> Nearest(std::string_view wanted, const std::vector<Candidate>& candidates,
                                 std::size_t count) {
  std::map<std::string, std::size_t> best;
  for (const Candidate& candidate : candidates) {
    const std::size_t distance = Distance(wanted, candidate.name);
    const auto [found, is_new] = best.emplace(candidate.id, distance);
    if (!is_new) found->second = std::min(found->second, distance);
  }
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const auto& [id, distance] : best) ranked.emplace_back(distance, id);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < std::min(count, ranked.size()); ++i) ids.push_back(ranked[i].second);
  return ids;
}

}  // namespace reporting
