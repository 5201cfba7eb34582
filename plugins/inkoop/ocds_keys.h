// Members that an object of a JSON text has twice. A parser keeps the last of them, so that the
// others would be lost in silence.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_KEYS_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_KEYS_H_

#include <string>
#include <string_view>
#include <vector>

namespace inkoop {

// Their paths, such as tender/lots/0/id, at most 100, in the order of the text, which is JSON.
std::vector<std::string> RepeatedMembers(std::string_view text);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_KEYS_H_
