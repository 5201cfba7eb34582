#include "core/schema/generate/generate.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
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
  const auto end_line = [&] {
    // A backslash at the end would draw the next line of code into the comment.
    absl::StrAppend(&out, line, line.back() == '\\' ? "." : "", "\n");
    line = mark;
  };
  for (absl::string_view word :
       absl::StrSplit(text, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty())) {
    if (line.size() + 1 + word.size() > 100 && line != mark) end_line();
    absl::StrAppend(&line, " ", word);
  }
  end_line();
  return out;
}

std::string PascalCase(const std::string& id) {
  std::string out;
  for (absl::string_view part : absl::StrSplit(id, '_', absl::SkipEmpty())) {
    absl::StrAppend(
        &out,
        std::string(1, static_cast<char>(absl::ascii_toupper(static_cast<unsigned char>(part[0])))),
        part.substr(1));
  }
  return out;
}

bool IsKeyword(const std::string& word) {
  static const std::set<std::string> keywords = {"alignas",       "alignof",     "and",
                                                 "and_eq",        "asm",         "auto",
                                                 "bitand",        "bitor",       "bool",
                                                 "break",         "case",        "catch",
                                                 "char",          "char16_t",    "char32_t",
                                                 "char8_t",       "class",       "co_await",
                                                 "co_return",     "co_yield",    "compl",
                                                 "concept",       "const",       "const_cast",
                                                 "consteval",     "constexpr",   "constinit",
                                                 "continue",      "decltype",    "default",
                                                 "delete",        "do",          "double",
                                                 "dynamic_cast",  "else",        "enum",
                                                 "explicit",      "export",      "extern",
                                                 "false",         "float",       "for",
                                                 "friend",        "goto",        "if",
                                                 "inline",        "int",         "long",
                                                 "mutable",       "namespace",   "new",
                                                 "noexcept",      "not",         "not_eq",
                                                 "nullptr",       "operator",    "or",
                                                 "or_eq",         "private",     "protected",
                                                 "public",        "register",    "reinterpret_cast",
                                                 "requires",      "return",      "short",
                                                 "signed",        "sizeof",      "static",
                                                 "static_assert", "static_cast", "struct",
                                                 "switch",        "template",    "this",
                                                 "thread_local",  "throw",       "true",
                                                 "try",           "typedef",     "typeid",
                                                 "typename",      "union",       "unsigned",
                                                 "using",         "virtual",     "void",
                                                 "volatile",      "wchar_t",     "while",
                                                 "xor",           "xor_eq"};
  return keywords.count(word) > 0;
}

// `code` as a C++ name: what a name cannot hold becomes `_`, and a keyword gets one behind it.
std::string Identifier(const std::string& code) {
  std::string out;
  for (char c : code) out += absl::ascii_isalnum(static_cast<unsigned char>(c)) ? c : '_';
  if (out.empty() || absl::ascii_isdigit(static_cast<unsigned char>(out[0]))) out = "_" + out;
  return IsKeyword(out) ? out + "_" : out;
}

// A name each, all different: one in `reserved` gets a `_`, one that stands there already a number.
std::vector<std::string> Identifiers(const std::vector<std::string>& codes,
                                     const std::set<std::string>& reserved) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const std::string& code : codes) {
    std::string wanted = Identifier(code);
    if (reserved.count(wanted) > 0) wanted += "_";
    std::string name = wanted;
    for (int i = 2; !taken.insert(name).second; ++i) name = absl::StrCat(wanted, "_", i);
    names.push_back(std::move(name));
  }
  return names;
}

// What a table and its fields are called in C++.
struct Names {
  std::string type;
  std::vector<std::string> members;
  std::vector<std::string> enums;  // of a field that has one
};

Names NamesOf(const TableSchema& table, const std::string& plugin) {
  const std::string prefix = plugin + "_";
  std::vector<std::string> fields, types;
  for (const Field& field : table.fields) {
    fields.push_back(field.name);
    types.push_back(PascalCase(field.name));
  }
  Names names;
  names.type =
      PascalCase(table.name.substr(absl::StartsWith(table.name, prefix) ? prefix.size() : 0));
  names.members = Identifiers(fields, {"table", "columns"});
  names.enums = Identifiers(types, {names.type});
  return names;
}

std::string CppType(const Field& field, const std::string& enum_name) {
  if (!field.codes.empty()) return enum_name;
  switch (field.type) {
    case Type::kText:
    case Type::kCode:
    case Type::kEdtf:
      return "std::string_view";
    case Type::kInteger:
      return "std::int64_t";
    case Type::kDecimal:
      return field.is_money() ? "stelsel::Cents"
                              : absl::StrCat("stelsel::Decimal<", field.scale, ">");
    case Type::kBoolean:
      return "bool";
    case Type::kDate:
      return "stelsel::Date";
    case Type::kDateTime:
      return "stelsel::DateTime";
  }
  return "";
}

std::string EnumOf(const Field& field, const std::string& name) {
  const auto quote = [](std::string* to, const std::string& code) {
    absl::StrAppend(to, "\"", absl::Utf8SafeCEscape(code), "\"");
  };
  return absl::StrCat("  enum class ", name, " { unlisted = -1, ",
                      absl::StrJoin(Identifiers(field.codes, {"unlisted"}), ", "),
                      " };\n  friend constexpr auto codes_of(", name,
                      ") {\n    return std::array<std::string_view, ", field.codes.size(), ">{",
                      absl::StrJoin(field.codes, ", ", quote), "};\n  }\n\n");
}

std::string MemberOf(const TableSchema& table, size_t index, const Names& names) {
  const Field& field = table.fields[index];
  std::string what =
      absl::StrCat(field.title.en, " (", field.title.nl, "). ", field.description.en);
  if (field.type == Type::kEdtf) absl::StrAppend(&what, " EDTF.");
  if (!field.unit.empty()) absl::StrAppend(&what, " Unit: ", field.unit, ".");
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.fields.size() == 1 && key.fields[0] == static_cast<int>(index)) {
      absl::StrAppend(&what, " Refers to ", key.table, ".");
    }
  }
  const std::string type = CppType(field, names.enums[index]);
  const std::string declared = field.required ? type : absl::StrCat("std::optional<", type, ">");
  return absl::StrCat(Comment(what, "  "), "  ", declared, " ", names.members[index], "{};\n");
}

std::string ColumnsOf(const TableSchema& table, const Names& names) {
  std::vector<std::string> columns;
  for (size_t i = 0; i < table.fields.size(); ++i) {
    columns.push_back(absl::StrCat("stelsel::column(\"", table.fields[i].name, "\", &", names.type,
                                   "::", names.members[i], ")"));
  }
  return absl::StrCat("  static constexpr auto columns() {\n    return std::make_tuple(\n        ",
                      absl::StrJoin(columns, ",\n        "), ");\n  }\n");
}

std::string StructOf(const TableSchema& table, const std::string& plugin) {
  const Names names = NamesOf(table, plugin);
  const std::string key = absl::StrJoin(table.NamesOf(table.primary_key), ", ");
  std::string out = Comment(absl::StrCat(table.title.en, " (", table.title.nl, ")."), "");
  if (!table.description.en.empty()) out += Comment(table.description.en, "");
  absl::StrAppend(&out, Comment(absl::StrCat("Key: ", key, "."), ""), "struct ", names.type,
                  " {\n  static constexpr std::string_view table = \"", table.name, "\";\n\n");
  for (size_t i = 0; i < table.fields.size(); ++i) {
    if (!table.fields[i].codes.empty()) out += EnumOf(table.fields[i], names.enums[i]);
  }
  for (size_t i = 0; i < table.fields.size(); ++i) out += MemberOf(table, i, names);
  return absl::StrCat(out, "\n", ColumnsOf(table, names), "};\n\n");
}

}  // namespace

std::string GenerateTables(const std::vector<TableSchemaPtr>& tables, const std::string& plugin) {
  const std::string space =
      absl::StrCat(plugin.empty() ? "stelsel" : Identifier(plugin), "::tables");
  std::string guard = plugin.empty() ? "STELSEL_TABLES_HPP_"
                                     : absl::StrCat(absl::AsciiStrToUpper(plugin), "_TABLES_HPP_");
  std::string out = absl::StrCat(
      "// The tables of ", plugin.empty() ? "the core" : plugin,
      " as C++ rows. Generated from their schema files; change those.\n"
      "//\n"
      "// One struct a table, one member a field, in the order of the schema. A field that may be\n"
      "// empty is a std::optional. Texts are views: when reading, into the batch at hand, so "
      "copy\n"
      "// what must live longer than the callback; when writing, into memory of yours, which must\n"
      "// live until the call returns. An enum that holds a value its schema does not list reads "
      "as\n"
      "// `unlisted`, which cannot be written. See stelsel.hpp for reading and writing rows.\n"
      "#ifndef ",
      guard, "\n#define ", guard,
      "\n\n"
      "#include <array>\n#include <cstdint>\n#include <optional>\n#include <string_view>\n#include "
      "<tuple>\n\n"
      "#include \"stelsel/stelsel.hpp\"\n\n"
      "namespace ",
      space, " {\n\n");
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
