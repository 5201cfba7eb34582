// Keys for what packages of others name: theirs are unique within one release or list only, and may
// be any text.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_NAMES_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_NAMES_H_

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace inkoop {

// Of one package.
class Names {
 public:
  // The key, in a space of keys, of what `identity` tells apart: the same each time. It is
  // `wanted`, or that with a number behind it when something else has that already.
  std::string Of(const std::string& space, const std::string& wanted, const std::string& identity) {
    const auto [known, is_new] = keys_.try_emplace(space + '\x1f' + identity);
    if (!is_new) return known->second;
    std::string key = wanted;
    int& number = numbers_[space + '\x1f' + wanted];
    while (!taken_.insert(space + '\x1f' + key).second)
      key = wanted + "_" + std::to_string(++number + 1);
    known->second = key;
    return key;
  }

  // An identity of something that has none.
  std::string Unnamed() { return "\x1f" + std::to_string(++unnamed_); }

 private:
  int unnamed_ = 0;
  std::unordered_map<std::string, std::string> keys_;
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, int> numbers_;
};

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_NAMES_H_
