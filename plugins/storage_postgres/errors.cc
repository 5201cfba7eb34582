#include "errors.h"

#include <string_view>

namespace storage_postgres {
namespace {

// A state of five characters, or the two of its class, and its meaning. The first that fits counts.
struct Meaning {
  std::string_view state;
  int code;
  const char* text;
  bool shows;  // the server's own words as well
};

constexpr Meaning kMeanings[] = {
    {"57014", STELSEL_UNAVAILABLE, "stopped what was being done, as it was told to", true},
    {"57", STELSEL_UNAVAILABLE, "ended the session", true},
    {"08", STELSEL_UNAVAILABLE, "was cut off", true},
    {"28", STELSEL_PERMISSION_DENIED, "does not let this user in", true},
    {"3D000", STELSEL_NOT_FOUND, "is not there: there is no such database", false},
    {"42501", STELSEL_PERMISSION_DENIED, "does not allow this user to do that", true},
    {"25006", STELSEL_PERMISSION_DENIED, "can only be read there", true},
    {"53100", STELSEL_RESOURCE_EXHAUSTED, "has no room left on its disk", true},
    {"53200", STELSEL_RESOURCE_EXHAUSTED,
     "is out of memory, or of locks (see max_locks_per_transaction)", true},
    {"53300", STELSEL_UNAVAILABLE, "has too many connections; try again later", true},
    {"53", STELSEL_RESOURCE_EXHAUSTED, "has too little of something", true},
    {"54000", STELSEL_OUT_OF_RANGE, "cannot hold a row that is that large", false},
    {"54", STELSEL_OUT_OF_RANGE, "cannot hold that much", false},
    {"55P03", STELSEL_UNAVAILABLE, "is in use by somebody else; try again later", false},
    {"40", STELSEL_ABORTED, "was changed by somebody else at the same time; try again", false},
    {"22021", STELSEL_INVALID_ARGUMENT, "was given a text that is not UTF-8", false},
    {"22P05", STELSEL_INVALID_ARGUMENT,
     "was given a text with a character that the encoding of its database does not have", false},
    {"22P02", STELSEL_INVALID_ARGUMENT, "was given a value that is written wrongly", false},
    {"22P03", STELSEL_INVALID_ARGUMENT, "was given a value that is written wrongly", false},
    {"22001", STELSEL_INVALID_ARGUMENT, "was given a text that is too long", false},
    {"22003", STELSEL_INVALID_ARGUMENT, "was given a number that is too large or too small", false},
    {"22007", STELSEL_INVALID_ARGUMENT, "was given a date or time that is written wrongly", false},
    {"22008", STELSEL_INVALID_ARGUMENT, "was given a date or time that does not exist", false},
    {"22", STELSEL_INVALID_ARGUMENT, "was given a value that it cannot hold", false},
    {"23502", STELSEL_FAILED_PRECONDITION, "does not take a row without a value", false},
    {"23505", STELSEL_FAILED_PRECONDITION, "has a row of that key already", false},
    {"23", STELSEL_FAILED_PRECONDITION, "does not take a row, by a constraint of it", false},
    {"P0", STELSEL_FAILED_PRECONDITION, "refused it, by a function of somebody else", false},
    {"55000", STELSEL_FAILED_PRECONDITION, "cannot be written so", true},
    {"42704", STELSEL_FAILED_PRECONDITION, "needs what is not there", true},
    {"2F003", STELSEL_FAILED_PRECONDITION, "cannot get in on another server", true},
    {"2BP01", STELSEL_FAILED_PRECONDITION, "has something of somebody else that is in the way",
     true},
    {"42P01", STELSEL_DATA_LOSS, "is not as stelsel left it", true},
    {"42703", STELSEL_DATA_LOSS, "is not as stelsel left it", true},
    {"42883", STELSEL_DATA_LOSS, "is not as stelsel left it", true},
    {"42804", STELSEL_DATA_LOSS, "is not as stelsel left it", true},
    {"42846", STELSEL_DATA_LOSS, "is not as stelsel left it", true},
    {"3F000", STELSEL_DATA_LOSS, "is not as stelsel left it", true},
    {"XX001", STELSEL_DATA_LOSS, "is damaged", true},
    {"XX002", STELSEL_DATA_LOSS, "is damaged", true},
    {"58P01", STELSEL_DATA_LOSS, "is damaged", true},
    {"58", STELSEL_UNAVAILABLE, "could not be read or written", true},
    {"0A", STELSEL_FAILED_PRECONDITION, "is on a server that cannot do that", true},
    {"", STELSEL_INTERNAL, "failed", true},
};

// ": table `t`, column `c`, constraint `k`", of what is known.
std::string words_of(const About& about) {
  std::string text;
  const auto add = [&](const char* kind, const std::string& name) {
    if (name.empty()) return;
    text += (text.empty() ? ": " : ", ") + std::string(kind) + " `" + name + "`";
  };
  add("table", about.table);
  add("column", about.column);
  add("constraint", about.constraint);
  return text;
}

}  // namespace

std::string column_of_copy(const std::string& context) {
  const std::string line = context.substr(0, context.find('\n'));
  const std::size_t row = line.find(", ");
  if (!line.starts_with("COPY ") || row == std::string::npos) return "";
  const std::size_t column = line.find(", ", row + 2);
  const std::size_t blank = column == std::string::npos ? column : line.find(' ', column + 2);
  // A value would come behind a colon, where a COPY is of texts.
  if (blank == std::string::npos || line.find(':') != std::string::npos) return "";
  return line.substr(blank + 1);
}

bool is_lost(const std::string& state) {
  return state.starts_with("08") || state == "57P01" || state == "57P02" || state == "57P03" ||
         state == "57P05";
}

void throw_state(const std::string& store, const std::string& state, const std::string& said,
                 const About& about) {
  for (const Meaning& meaning : kMeanings) {
    if (!state.starts_with(meaning.state)) continue;
    std::string text = store + ' ' + meaning.text;
    if (meaning.shows && !said.empty()) text += ": " + said;
    if (!meaning.shows) text += words_of(about);
    if (state.starts_with("22") || state.starts_with("23")) text += " (SQLSTATE " + state + ')';
    if (is_lost(state)) throw Lost(text);
    throw stelsel::Error(meaning.code, text);
  }
  throw stelsel::Error(STELSEL_INTERNAL, store + " failed");
}

}  // namespace storage_postgres
