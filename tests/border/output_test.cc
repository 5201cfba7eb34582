// host.output/1: a file that is whole or not there, and a function.
#include "tests/border/border_test_util.h"

namespace border {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

class OutputTest : public testing::Test {
 protected:
  void Write(stelsel::Output& output, std::string_view bytes) {
    stelsel::detail::check([&](stelsel_error* error) {
      return engine_.host().output().write(output.raw(), bytes.data(), bytes.size(), error);
    });
  }

  const TempFolder temp_;
  const stelsel::Engine engine_;
};

TEST_F(OutputTest, ToAFileAppearsWithItsCommit) {
  stelsel::Output output = stelsel::Output::file(engine_.host(), temp_ / "out.txt");
  Write(output, "half ");
  Write(output, "and half");
  EXPECT_EQ(BytesOf(temp_ / "out.txt"), "");
  output.commit();
  EXPECT_EQ(BytesOf(temp_ / "out.txt"), "half and half");
  EXPECT_THAT(temp_.List(), ElementsAre("out.txt"));
}

TEST_F(OutputTest, ToAFileLeavesAllAsItWasWithoutACommit) {
  temp_.Put("out.txt", "as it was");
  {
    stelsel::Output output = stelsel::Output::file(engine_.host(), temp_ / "out.txt");
    Write(output, std::string(1 << 20, 'x'));
  }
  EXPECT_EQ(BytesOf(temp_ / "out.txt"), "as it was");
  EXPECT_THAT(temp_.List(), ElementsAre("out.txt"));
}

TEST_F(OutputTest, ToAFileIsRefusedAtOnceWhenItCannotBeThere) {
  EXPECT_THAT(Failure([&] { stelsel::Output::file(engine_.host(), temp_ / "no/out.txt"); }),
              StartsWith("5: "));
  EXPECT_THAT(Failure([&] { stelsel::Output::file(engine_.host(), temp_ / ""); }),
              testing::Not(testing::Eq("OK")));
  EXPECT_THAT(temp_.List(), IsEmpty());
}

TEST_F(OutputTest, ToAFunctionGivesItTheBytesInOrder) {
  std::string text;
  const std::function<void(std::string_view)> write = [&](std::string_view part) { text += part; };
  stelsel::Output output = stelsel::Output::function(engine_.host(), write);
  Write(output, "a");
  Write(output, std::string_view("b\0c", 3));
  output.commit();
  EXPECT_EQ(text, std::string("ab\0c", 4));
}

TEST_F(OutputTest, ToAFunctionThatRefusesFails) {
  const stelsel_write_function refuse = [](void*, const void*, std::size_t) -> int32_t {
    return 1;
  };
  const stelsel_output_v1& api = engine_.host().output();
  stelsel_output* output = nullptr;
  ASSERT_EQ(api.to_function(engine_.host().raw(), refuse, nullptr, &output, nullptr), STELSEL_OK);
  EXPECT_EQ(api.write(output, "a", 1, nullptr), STELSEL_ABORTED);
  api.release(output);
}

}  // namespace
}  // namespace border
