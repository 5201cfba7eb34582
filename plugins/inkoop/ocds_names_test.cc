#include "ocds_names.h"

#include <gtest/gtest.h>

namespace inkoop {
namespace {

TEST(Names, TellApartWhatIsCalledTheSame) {
  Names names;
  EXPECT_EQ(names.Of("provider", "alfa", "Alfa"), "alfa");
  EXPECT_EQ(names.Of("provider", "alfa", "ALFA"), "alfa_2");
  EXPECT_EQ(names.Of("provider", "alfa", "Alfa"), "alfa");
  EXPECT_EQ(names.Of("provider", "alfa", "al fa"), "alfa_3");
  EXPECT_EQ(names.Of("region", "alfa", "ALFA"), "alfa");
}

TEST(Names, AKeyThatIsTakenIsNotGivenAgain) {
  Names names;
  EXPECT_EQ(names.Of("lot", "a_2", "A 2"), "a_2");
  EXPECT_EQ(names.Of("lot", "a", "A"), "a");
  EXPECT_EQ(names.Of("lot", "a", "a"), "a_3");
  EXPECT_NE(names.Unnamed(), names.Unnamed());
}

}  // namespace
}  // namespace inkoop
