// What holds for every store. Tests with this fixture are compiled into those of each plugin that
// is one.
#ifndef STELSEL_PLUGINS_STORAGE_SHARED_TEST_H_
#define STELSEL_PLUGINS_STORAGE_SHARED_TEST_H_

#include <memory>
#include <string>

#include "plugins/storage/store_test_util.h"

namespace storage {

class SharedTest : public testing::Test {
 protected:
  std::string path() const { return place_->store_path(); }

 private:
  const std::unique_ptr<TestPlace> place_ = make_place();
};

}  // namespace storage

#endif  // STELSEL_PLUGINS_STORAGE_SHARED_TEST_H_
