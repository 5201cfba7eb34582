#include "core/io/cell.h"

#include <gtest/gtest.h>

namespace stelsel::core {
namespace {

Field FieldOf(Type type, int scale = 0) {
  Field field;
  field.type = type;
  field.scale = scale;
  return field;
}

// The value in its own form, or `wrong`.
std::string Canonical(const Field& field, std::string_view text) {
  const auto value = ParseCell(field, text);
  return value ? FormatCell(field, *value) : "wrong";
}

TEST(ParseCell, TakesAnEmptyCellForNoValueInEveryType) {
  for (Type type : {Type::kText, Type::kCode, Type::kInteger, Type::kDecimal, Type::kBoolean,
                    Type::kDate, Type::kEdtf, Type::kDateTime}) {
    const auto value = ParseCell(FieldOf(type), "");
    ASSERT_TRUE(value.has_value());
    EXPECT_EQ(value->kind, CellValue::Kind::kNull);
  }
}

TEST(ParseCell, TakesAQuotedEmptyCellForAnEmptyTextWhereThereIsSuchAThing) {
  EXPECT_EQ(ParseCell(FieldOf(Type::kText), "", true)->kind, CellValue::Kind::kText);
  EXPECT_EQ(ParseCell(FieldOf(Type::kCode), "", true)->kind, CellValue::Kind::kText);
  EXPECT_EQ(ParseCell(FieldOf(Type::kInteger), "", true)->kind, CellValue::Kind::kNull);
  EXPECT_EQ(ParseCell(FieldOf(Type::kEdtf), "", true)->kind, CellValue::Kind::kNull);
}

TEST(ParseCell, LeavesTextsAsTheyAre) {
  EXPECT_EQ(Canonical(FieldOf(Type::kText), " A1 "), " A1 ");
  EXPECT_EQ(Canonical(FieldOf(Type::kCode), "GM0193"), "GM0193");
}

TEST(ParseCell, ReadsEachTypeInOneFormOnly) {
  EXPECT_EQ(Canonical(FieldOf(Type::kInteger), "-12"), "-12");
  EXPECT_EQ(Canonical(FieldOf(Type::kInteger), "012"), "wrong");
  EXPECT_EQ(Canonical(FieldOf(Type::kInteger), "1.0"), "wrong");
  EXPECT_EQ(Canonical(FieldOf(Type::kDecimal, 2), "1.5"), "1.50");
  EXPECT_EQ(Canonical(FieldOf(Type::kDecimal, 2), "1,5"), "wrong");
  EXPECT_EQ(Canonical(FieldOf(Type::kDecimal, 2), "1.505"), "wrong");
  EXPECT_EQ(Canonical(FieldOf(Type::kBoolean), "true"), "true");
  EXPECT_EQ(Canonical(FieldOf(Type::kBoolean), "ja"), "wrong");
  EXPECT_EQ(Canonical(FieldOf(Type::kDate), "2024-02-29"), "2024-02-29");
  EXPECT_EQ(Canonical(FieldOf(Type::kDate), "29-02-2024"), "wrong");
  EXPECT_EQ(Canonical(FieldOf(Type::kEdtf), "2021-36~"), "2021-36~");
  EXPECT_EQ(Canonical(FieldOf(Type::kEdtf), "eind 2021"), "wrong");
  EXPECT_EQ(Canonical(FieldOf(Type::kDateTime), "2024-02-29T12:00:00.5Z"),
            "2024-02-29T12:00:00.500000Z");
  EXPECT_EQ(Canonical(FieldOf(Type::kDateTime), "2024-02-29T12:00:00"), "wrong");
}

TEST(ParseCell, HasNoPlaceForTheLeastIntegerWhichMeansNull) {
  EXPECT_EQ(Canonical(FieldOf(Type::kInteger), "-9223372036854775807"), "-9223372036854775807");
  EXPECT_EQ(Canonical(FieldOf(Type::kInteger), "-9223372036854775808"), "wrong");
}

}  // namespace
}  // namespace stelsel::core
