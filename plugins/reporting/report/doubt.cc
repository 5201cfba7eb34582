#include "report/doubt.h"

#include <cstddef>

#include "report/texts.h"

namespace reporting {

bool HasDoubt(std::string_view explanation) {
  return explanation.find(texts::kDoubt) != std::string_view::npos;
}

std::string WithDoubtApart(std::string explanation) {
  const std::size_t doubt = explanation.find(texts::kDoubt);
  if (doubt != std::string::npos && doubt > 0 && explanation[doubt - 1] == ' ') {
    explanation[doubt - 1] = '\n';
  }
  return explanation;
}

}  // namespace reporting
