#include "weigh.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

#include "table.h"

namespace sql {
namespace {

// Words of SQL for which it matters how often a row comes, or which SELECT a count belongs to.
constexpr std::string_view kHindering[] = {"distinct", "over", "filter", "window", "recursive"};

constexpr std::string_view kBeforeTable[] = {"from", "join"};
// What may follow a table that has no other name.
constexpr std::string_view kAfterTable[] = {"on",        "using",  "where",   "group",  "order",
                                            "limit",     "join",   "left",    "inner",  "cross",
                                            "right",     "full",   "natural", "having", "union",
                                            "intersect", "except", "indexed", "not"};

// Functions that give the same for the same row, and min and max, which do not mind repetition.
constexpr std::string_view kCallable[] = {
    "count", "min",       "max",      "abs",    "coalesce",  "date",  "format", "ifnull", "iif",
    "instr", "julianday", "length",   "like",   "lower",     "ltrim", "nullif", "printf", "replace",
    "round", "rtrim",     "strftime", "substr", "substring", "trim",  "typeof", "upper"};

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// Cuts a text into words, quoted texts and the rest, one character each; blanks and comments go
// with what they follow.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  // The next piece; empty at the end.
  std::string_view next() {
    skip();
    const std::size_t from = at_;
    if (at_ == text_.size()) return {};
    const char first = text_[at_];
    if (first == '\'' || first == '"' || first == '`' || first == '[') {
      quoted(first == '[' ? ']' : first);
    } else if (is_word(first)) {
      while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    } else {
      ++at_;
    }
    return text_.substr(from, at_ - from);
  }
  std::size_t at() const { return at_; }

 private:
  // A doubled quote is read as two texts side by side, which is all the same here.
  void quoted(char end) {
    const std::size_t closed = text_.find(end, at_ + 1);
    at_ = closed == std::string_view::npos ? text_.size() : closed + 1;
  }
  void skip() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      std::size_t end = at_ + 1;
      if (rest.substr(0, 2) == "--") {
        end = text_.find('\n', at_);
      } else if (rest.substr(0, 2) == "/*") {
        end = text_.find("*/", at_ + 2);
        if (end != std::string_view::npos) end += 2;
      } else if (std::isspace(static_cast<unsigned char>(rest[0])) == 0) {
        return;
      }
      at_ = std::min(end, text_.size());
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(words, words + N, lower(word)) != words + N;
}

// Where the bracket closes that was just opened; absent where none does, or a hindering word stands
// in it.
std::optional<std::size_t> end_of_argument(Scanner& scanner) {
  int depth = 1;
  for (std::string_view piece = scanner.next(); !piece.empty(); piece = scanner.next()) {
    if (is_one_of(piece, kHindering)) return std::nullopt;
    if (piece == "(") ++depth;
    if (piece == ")" && --depth == 0) return scanner.at() - 1;
  }
  return std::nullopt;
}

// The rows that a row of the query stands for: those of its tables, multiplied. Where an outer join
// found nothing, none is there.
std::string weight_of(std::string_view text) {
  std::string weight;
  Scanner scanner(text);
  for (std::string_view piece = scanner.next(); !piece.empty(); piece = scanner.next()) {
    if (!is_one_of(piece, kBeforeTable)) continue;
    std::string_view name = scanner.next();
    Scanner ahead = scanner;
    std::string_view behind = ahead.next();
    if (lower(behind) == "as") behind = ahead.next();
    const bool is_alias = !behind.empty() && (is_word(behind[0]) || behind[0] == '"');
    if (is_alias && !is_one_of(behind, kAfterTable)) name = behind;
    if (!weight.empty()) weight += " * ";
    weight += "coalesce(" + std::string(name) + "." + kWeight + ", 1)";
  }
  return weight;
}

std::string counted(std::string_view argument, const std::string& weight) {
  const bool all = Scanner(argument).next() == "*";
  // A row in which the argument is empty does not count.
  const std::string counts =
      all ? weight : "CASE WHEN (" + std::string(argument) + ") NOT NULL THEN " + weight + " END";
  return "CAST(total(" + counts + ") AS INTEGER)";
}

}  // namespace

std::optional<std::string> weighed(std::string_view text) {
  const std::string weight = weight_of(text);
  std::string out;
  std::size_t copied = 0;
  Scanner scanner(text);
  for (std::string_view piece = scanner.next(); !piece.empty(); piece = scanner.next()) {
    if (is_one_of(piece, kHindering)) return std::nullopt;
    if (lower(piece) != "count") continue;
    out.append(text.substr(copied, scanner.at() - piece.size() - copied));
    if (scanner.next() != "(") return std::nullopt;  // a column that is called so
    const std::size_t from = scanner.at();
    const auto end = end_of_argument(scanner);
    if (!end) return std::nullopt;
    out += counted(text.substr(from, *end - from), weight);
    copied = scanner.at();
  }
  if (copied == 0 || weight.empty()) return std::nullopt;
  return out.append(text.substr(copied));
}

bool may_call(std::string_view function) { return is_one_of(function, kCallable); }

}  // namespace sql
