#include "core/schema/generate/generate.h"

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace stelsel::core {
namespace {

// A comment of `text`, wrapped at 100 columns.
std::string Comment(const std::string& text, const std::string& indent) {
  const std::string mark = indent + "///";
  std::string out, line = mark;
  for (absl::string_view word : absl::StrSplit(text, absl::ByAnyChar(" \n"), absl::SkipEmpty())) {
    if (line.size() + 1 + word.size() > 100 && line != mark) {
      absl::StrAppend(&out, line, "\n");
      line = mark;
    }
    absl::StrAppend(&line, " ", word);
  }
  return absl::StrCat(out, line, "\n");
}

std::string PascalCase(const std::string& id) {
  std::string out;
  for (absl::string_view part : absl::StrSplit(id, '_', absl::SkipEmpty())) {
    absl::StrAppend(&out, std::string(1, static_cast<char>(absl::ascii_toupper(static_cast<unsigned char>(part[0])))), part.substr(1));
  }
  return out;
}

// `code` as a C++ name: what a name cannot hold becomes `_`, and a keyword gets one behind it.
std::string Identifier(const std::string& code) {
  static const std::set<std::string> keywords = {
      "auto",   "bool",   "break",  "case",  "catch",  "char",   "class",    "const",  "continue",
      "default", "delete", "do",    "double", "else",  "enum",   "explicit", "export", "extern",
      "false",  "float",  "for",    "friend", "goto",  "if",     "inline",   "int",    "long",
      "mutable", "namespace", "new", "not",  "operator", "or",   "private",  "protected", "public",
      "register", "return", "short", "signed", "sizeof", "static", "struct", "switch", "template",
      "this",   "throw",  "true",   "try",   "typedef", "union", "unlisted", "unsigned", "using",
      "virtual", "void",  "volatile", "while", "and", "xor"};
  std::string out;
  for (char c : code) out += absl::ascii_isalnum(static_cast<unsigned char>(c)) ? c : '_';
  if (out.empty() || absl::ascii_isdigit(static_cast<unsigned char>(out[0]))) out.insert(0, "_");
  if (keywords.count(out) > 0) out += "_";
  return out;
}

std::string CppType(const Field& field) {
  if (!field.codes.empty()) return PascalCase(field.name);
  switch (field.type) {
    case Type::kText:
    case Type::kCode:
    case Type::kEdtf:
      return "std::string_view";
    case Type::kInteger:
      return "std::int64_t";
    case Type::kDecimal:
      return field.is_money() ? "stelsel::Cents" : absl::StrCat("stelsel::Decimal<", field.scale, ">");
    case Type::kBoolean:
      return "bool";
    case Type::kDate:
      return "stelsel::Date";
    case Type::kDateTime:
      return "stelsel::DateTime";
  }
  return "";
}

std::string EnumOf(const Field& field) {
  std::string out = absl::StrCat("  enum class ", PascalCase(field.name), " { unlisted = -1");
  for (const std::string& code : field.codes) absl::StrAppend(&out, ", ", Identifier(code));
  absl::StrAppend(&out, " };\n  friend constexpr auto codes_of(", PascalCase(field.name),
                  ") {\n    return std::array<std::string_view, ", field.codes.size(), ">{");
  absl::StrAppend(&out, absl::StrJoin(field.codes, ", ", [](std::string* to, const std::string& code) {
                    absl::StrAppend(to, "\"", code, "\"");
                  }));
  return absl::StrCat(out, "};\n  }\n");
}

std::string MemberOf(const TableSchema& table, size_t index) {
  const Field& field = table.fields[index];
  std::string what = absl::StrCat(field.title.en, " (", field.title.nl, "). ", field.description.en);
  if (field.type == Type::kEdtf) absl::StrAppend(&what, " EDTF.");
  if (!field.unit.empty()) absl::StrAppend(&what, " Unit: ", field.unit, ".");
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.fields.size() == 1 && key.fields[0] == static_cast<int>(index)) {
      absl::StrAppend(&what, " Refers to ", key.table, ".");
    }
  }
  const std::string type = CppType(field);
  const std::string declared = field.required ? type : absl::StrCat("std::optional<", type, ">");
  return absl::StrCat(Comment(what, "  "), "  ", declared, " ", Identifier(field.name), "{};\n");
}

std::string StructOf(const TableSchema& table, const std::string& plugin) {
  std::string name = table.name;
  if (!plugin.empty() && absl::StartsWith(name, plugin + "_")) name = name.substr(plugin.size() + 1);
  const std::string type = PascalCase(name);
  std::string out = Comment(absl::StrCat(table.title.en, " (", table.title.nl, ")."), "");
  absl::StrAppend(&out, Comment(table.description.en, ""));
  absl::StrAppend(&out, Comment(absl::StrCat("Key: ", absl::StrJoin(table.NamesOf(table.primary_key), ", "), "."), ""));
  absl::StrAppend(&out, "struct ", type, " {\n  static constexpr std::string_view table = \"", table.name, "\";\n\n");
  for (const Field& field : table.fields) {
    if (!field.codes.empty()) absl::StrAppend(&out, EnumOf(field), "\n");
  }
  for (size_t i = 0; i < table.fields.size(); ++i) absl::StrAppend(&out, MemberOf(table, i));
  absl::StrAppend(&out, "\n  static constexpr auto columns() {\n    return std::make_tuple(\n        ");
  absl::StrAppend(&out, absl::StrJoin(table.fields, ",\n        ", [&](std::string* to, const Field& field) {
                    absl::StrAppend(to, "stelsel::column(\"", field.name, "\", &", type, "::", Identifier(field.name), ")");
                  }));
  return absl::StrCat(out, ");\n  }\n};\n\n");
}

}  // namespace

std::string GenerateTables(const std::vector<TableSchemaPtr>& tables, const std::string& plugin) {
  const std::string space = absl::StrCat(plugin.empty() ? "stelsel" : plugin, "::tables");
  std::string guard = plugin.empty() ? "STELSEL_TABLES_HPP_" : absl::StrCat(absl::AsciiStrToUpper(plugin), "_TABLES_HPP_");
  std::string out = absl::StrCat(
      "// The tables of ", plugin.empty() ? "the core" : plugin, " as C++ rows. Generated from their schema files; change those.\n"
      "//\n"
      "// One struct a table, one member a field, in the order of the schema. A field that may be\n"
      "// empty is a std::optional. Texts are views: when reading, into the batch at hand, so copy\n"
      "// what must live longer than the callback; when writing, into memory of yours, which must\n"
      "// live until the call returns. An enum that holds a value its schema does not list reads as\n"
      "// `unlisted`, which cannot be written. See stelsel.hpp for reading and writing rows.\n"
      "#ifndef ", guard, "\n#define ", guard, "\n\n"
      "#include <array>\n#include <cstdint>\n#include <optional>\n#include <string_view>\n#include <tuple>\n\n"
      "#include \"stelsel/stelsel.hpp\"\n\n"
      "namespace ", space, " {\n\n");
  for (const TableSchemaPtr& table : tables) absl::StrAppend(&out, StructOf(*table, plugin));
  return absl::StrCat(out, "}  // namespace ", space, "\n\n#endif  // ", guard, "\n");
}

std::string GenerateEmbedded(const std::string& function,
                             const std::vector<std::pair<std::string, std::string>>& files) {
  std::string out =
      "// Generated at build from the files it names.\n"
      "#include \"core/schema/embedded.h\"\n\nnamespace stelsel::core {\n\n";
  absl::StrAppend(&out, "std::vector<EmbeddedFile> ", function, "() {\n  return {\n");
  for (const auto& [name, text] : files) {
    absl::StrAppend(&out, "{\"", name, "\", R\"embedded(", text, ")embedded\"},\n");
  }
  return absl::StrCat(out, "  };\n}\n\n}  // namespace stelsel::core\n");
}

}  // namespace stelsel::core
