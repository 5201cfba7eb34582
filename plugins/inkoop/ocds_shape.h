// What OCDS 1.1 demands of a release, in our own words: members that must be there, and the types
// and closed code lists of those that are known.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_SHAPE_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_SHAPE_H_

#include <boost/json.hpp>
#include <string>
#include <vector>

namespace inkoop {

struct ShapeFault {
  std::string path;      // such as tender/lots/0/id
  std::string expected;  // a type in the words of JSON Schema, or codes; empty: it is not there
};

// What is wrong with a release, at most 100 faults.
std::vector<ShapeFault> FaultsOfRelease(const boost::json::value& release);
// The same of what stands around the releases of a package.
std::vector<ShapeFault> FaultsOfPackage(const boost::json::value& package);

}  // namespace inkoop

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_SHAPE_H_
