// What the reader of a report has to know of rows that could not be read: the report itself cannot
// say it, since they never reach it.
#ifndef STELSEL_CORE_HOST_KEPT_OUT_NOTE_H_
#define STELSEL_CORE_HOST_KEPT_OUT_NOTE_H_

#include <string>

#include "core/model/snapshot.h"

namespace stelsel::core {

// A sentence with the number of rows and their tables. Empty when all rows were read.
std::string KeptOutNote(const Snapshot& snapshot, Language language);

}  // namespace stelsel::core

#endif  // STELSEL_CORE_HOST_KEPT_OUT_NOTE_H_
