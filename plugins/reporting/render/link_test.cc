#include "render/link.h"

#include <gtest/gtest.h>

#include <string>

namespace reporting {
namespace {

TEST(LinkTest, TheWebPostAndPathsBesideTheDocumentAreFollowed) {
  for (const char* address :
       {"https://example.nl", "HTTP://example.nl/a?b=c&d#e", "mailto:a@example.nl", "region.html",
        "regions/a%20b.html#E1", "./a.html", "#first", "a..b/c.html", "a.html?to=x:y/../z"}) {
    EXPECT_TRUE(IsSafeLink(address)) << address;
  }
}

TEST(LinkTest, NothingElseIs) {
  for (const char* address : {"",
                              "#",
                              "javascript:alert(1)",
                              "JavaScript:alert(1)",
                              " javascript:alert(1)",
                              "java\tscript:alert(1)",
                              "java\nscript:alert(1)",
                              "data:text/html,x",
                              "vbscript:x",
                              "file:///etc/passwd",
                              "//example.nl/a",
                              "/etc/passwd",
                              "..",
                              "../a",
                              "a/../../b",
                              "a/..",
                              "%2e%2e/a",
                              "a%2Fb",
                              "..%5ca",
                              "..\\a",
                              "\\\\host\\a",
                              "c:\\a",
                              "C:/a",
                              "https://",
                              "https:",
                              "https:///a",
                              "https://bank.nl@example.nl/",
                              "http:example.nl",
                              "mailto:",
                              "?a",
                              "a b",
                              "a\"b",
                              "a'b",
                              "<a>",
                              "a\x01",
                              "a\xE2\x80\xAEz",
                              "a\xFF",
                              "blob:x",
                              "tel:112"}) {
    EXPECT_FALSE(IsSafeLink(address)) << address;
  }
  EXPECT_FALSE(IsSafeLink(std::string_view("a\0b", 3)));
  EXPECT_FALSE(IsSafeLink("https://a.nl/" + std::string(3000, 'x')));
}

}  // namespace
}  // namespace reporting
