#include "ocds_shape.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <span>
#include <string_view>

namespace inkoop {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostFaults = 100;

struct Shape;

// A member of an object. `type`: s a text, S a text or null, d a date-time or null, D a date-time,
// i a text or whole number, n a number or null, b true, false or null, t a list of texts or null, o
// an object, a a list of objects, A a list of objects with at least one, T a list of at least one
// text. `codes` are the ones that it may have, with blanks between.
struct MemberShape {
  const char* name;
  char type;
  bool required = false;
  const Shape* shape = nullptr;
  const char* codes = nullptr;
};
struct Shape {
  std::span<const MemberShape> members;
};

constexpr char kTags[] =
    "planning planningUpdate tender tenderAmendment tenderUpdate tenderCancellation award "
    "awardUpdate "
    "awardCancellation contract contractUpdate contractAmendment implementation "
    "implementationUpdate "
    "contractTermination compiled";
constexpr char kTenderStatus[] =
    "planning planned active cancelled unsuccessful complete withdrawn";
constexpr char kCategories[] = "goods works services";

constexpr MemberShape kIdentifierMembers[] = {
    {"scheme", 'S'}, {"id", 'I'}, {"legalName", 'S'}, {"uri", 'S'}};
constexpr Shape kIdentifier{kIdentifierMembers};
constexpr MemberShape kValueMembers[] = {{"amount", 'n'}, {"currency", 'S'}};
constexpr Shape kValue{kValueMembers};
constexpr MemberShape kPeriodMembers[] = {
    {"startDate", 'd'}, {"endDate", 'd'}, {"maxExtentDate", 'd'}, {"durationInDays", 'n'}};
constexpr Shape kPeriod{kPeriodMembers};
constexpr MemberShape kReferenceMembers[] = {{"name", 'S'}, {"id", 'i'}};
constexpr Shape kReference{kReferenceMembers};
constexpr MemberShape kPartyMembers[] = {{"name", 'S'},
                                         {"id", 's'},
                                         {"identifier", 'o', false, &kIdentifier},
                                         {"additionalIdentifiers", 'a', false, &kIdentifier},
                                         {"roles", 't'}};
constexpr Shape kParty{kPartyMembers};
constexpr MemberShape kUnitMembers[] = {
    {"scheme", 'S'}, {"id", 'I'}, {"name", 'S'}, {"value", 'o', false, &kValue}};
constexpr Shape kUnit{kUnitMembers};
constexpr MemberShape kItemMembers[] = {
    {"id", 'i', true}, {"description", 'S'},         {"classification", 'o', false, &kIdentifier},
    {"quantity", 'n'}, {"unit", 'o', false, &kUnit}, {"relatedLot", 'S'}};
constexpr Shape kItem{kItemMembers};
constexpr MemberShape kAgreementMembers[] = {
    {"minimumParticipants", 'n'},
    {"maximumParticipants", 'n'},
    {"method", 'S', false, nullptr,
     "withReopeningCompetition withoutReopeningCompetition withAndWithoutReopeningCompetition"},
    {"periodRationale", 'S'}};
constexpr Shape kAgreement{kAgreementMembers};
constexpr MemberShape kTechniquesMembers[] = {{"hasFrameworkAgreement", 'b'},
                                              {"frameworkAgreement", 'o', false, &kAgreement}};
constexpr Shape kTechniques{kTechniquesMembers};
constexpr MemberShape kLotMembers[] = {
    {"id", 's', true},
    {"title", 'S'},
    {"description", 'S'},
    {"status", 'S', false, nullptr, kTenderStatus},
    {"value", 'o', false, &kValue},
    {"contractPeriod", 'o', false, &kPeriod},
    {"mainProcurementCategory", 'S', false, nullptr, kCategories},
    {"techniques", 'o', false, &kTechniques}};
constexpr Shape kLot{kLotMembers};
constexpr MemberShape kTenderMembers[] = {
    {"id", 'i', true},
    {"title", 'S'},
    {"description", 'S'},
    {"status", 'S', false, nullptr, kTenderStatus},
    {"procuringEntity", 'o', false, &kReference},
    {"items", 'a', false, &kItem},
    {"value", 'o', false, &kValue},
    {"procurementMethod", 'S', false, nullptr, "open selective limited direct"},
    {"procurementMethodDetails", 'S'},
    {"mainProcurementCategory", 'S', false, nullptr, kCategories},
    {"tenderPeriod", 'o', false, &kPeriod},
    {"contractPeriod", 'o', false, &kPeriod},
    {"lots", 'a', false, &kLot},
    {"techniques", 'o', false, &kTechniques}};
constexpr Shape kTender{kTenderMembers};
constexpr MemberShape kAwardMembers[] = {
    {"id", 'i', true},
    {"title", 'S'},
    {"status", 'S', false, nullptr, "pending active cancelled unsuccessful"},
    {"date", 'd'},
    {"suppliers", 'a', false, &kReference},
    {"items", 'A', false, &kItem},
    {"contractPeriod", 'o', false, &kPeriod},
    {"relatedLots", 't'}};
constexpr Shape kAward{kAwardMembers};
constexpr MemberShape kAmendmentMembers[] = {
    {"date", 'd'}, {"id", 'S'}, {"rationale", 'S'}, {"description", 'S'}};
constexpr Shape kAmendment{kAmendmentMembers};
constexpr MemberShape kContractMembers[] = {
    {"id", 'i', true},
    {"awardID", 'i', true},
    {"title", 'S'},
    {"status", 'S', false, nullptr, "pending active cancelled terminated"},
    {"period", 'o', false, &kPeriod},
    {"value", 'o', false, &kValue},
    {"items", 'A', false, &kItem},
    {"dateSigned", 'd'},
    {"amendments", 'a', false, &kAmendment}};
constexpr Shape kContract{kContractMembers};
constexpr MemberShape kReleaseMembers[] = {{"ocid", 's', true},
                                           {"id", 's', true},
                                           {"date", 'D', true},
                                           {"tag", 'T', true, nullptr, kTags},
                                           {"initiationType", 's', true, nullptr, "tender"},
                                           {"parties", 'a', false, &kParty},
                                           {"buyer", 'o', false, &kReference},
                                           {"tender", 'o', false, &kTender},
                                           {"awards", 'a', false, &kAward},
                                           {"contracts", 'a', false, &kContract},
                                           {"language", 'S'}};
constexpr Shape kRelease{kReleaseMembers};
constexpr MemberShape kPublisherMembers[] = {{"name", 's', true}};
constexpr Shape kPublisher{kPublisherMembers};
constexpr MemberShape kPackageMembers[] = {
    {"uri", 's', true},           {"version", 's', true},
    {"publishedDate", 'D', true}, {"publisher", 'o', true, &kPublisher},
    {"releases", 'a', true},      {"extensions", 't'}};
constexpr Shape kPackage{kPackageMembers};

bool IsLike(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == 'd' ? !digit : text[i] != pattern[i]) return false;
  }
  return true;
}

// `Z`, `+02:00`, and parts of seconds before either.
bool IsZone(std::string_view text) {
  if (!text.empty() && text[0] == '.') {
    const std::size_t end = text.find_first_not_of("0123456789", 1);
    if (end == 1 || end == std::string_view::npos) return false;
    text.remove_prefix(end);
  }
  return text == "Z" || IsLike(text, "+dd:dd") || IsLike(text, "-dd:dd");
}

// 2021-12-31T00:00:00Z: a day that is there, a time of day and a zone, as of RFC 3339.
bool IsMoment(std::string_view text) {
  constexpr std::string_view kPattern = "dddd-dd-ddTdd:dd:dd";
  if (!IsLike(text.substr(0, kPattern.size()), kPattern)) return false;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char c : text.substr(at, size)) value = value * 10 + (c - '0');
    return value;
  };
  const std::chrono::year_month_day day(std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2))));
  return day.ok() && number(11, 2) < 24 && number(14, 2) < 60 && number(17, 2) <= 60 &&
         IsZone(text.substr(kPattern.size()));
}

bool IsCode(const json::string& text, const char* codes) {
  const std::string padded = std::string(" ") + codes + " ";
  return text.find(' ') == json::string::npos && !text.empty() &&
         padded.find(" " + std::string(text.c_str()) + " ") != std::string::npos;
}

class Looker {
 public:
  std::vector<ShapeFault> faults;

  void Object(const json::value& value, const Shape& shape, const std::string& path) {
    const json::object* const object = value.if_object();
    if (object == nullptr) return Fault(path, "object");
    for (const MemberShape& member : shape.members) {
      const std::string at = path.empty() ? member.name : path + "/" + member.name;
      const json::value* const found = object->if_contains(member.name);
      if (found != nullptr) {
        Member(*found, member, at);
      } else if (member.required) {
        Fault(at, "");
      }
    }
  }

 private:
  void Fault(const std::string& path, const std::string& expected) {
    if (faults.size() < kMostFaults) faults.push_back({path, expected});
  }

  void Member(const json::value& value, const MemberShape& member, const std::string& at) {
    switch (member.type) {
      case 'o':
        if (member.shape != nullptr) Object(value, *member.shape, at);
        return;
      case 'a':
      case 'A':
        return List(value, member, at);
      case 't':
      case 'T':
        return Texts(value, member, at);
      default:
        return Scalar(value, member, at);
    }
  }

  void List(const json::value& value, const MemberShape& member, const std::string& at) {
    const json::array* const list = value.if_array();
    if (list == nullptr || (member.type == 'A' && list->empty())) return Fault(at, "array");
    if (member.shape == nullptr) return;
    for (std::size_t i = 0; i < list->size() && faults.size() < kMostFaults; ++i)
      Object((*list)[i], *member.shape, at + "/" + std::to_string(i));
  }

  void Texts(const json::value& value, const MemberShape& member, const std::string& at) {
    const json::array* const list = value.if_array();
    if (member.type == 't' && value.is_null()) return;
    if (list == nullptr || (member.type == 'T' && list->empty())) return Fault(at, "array");
    for (std::size_t i = 0; i < list->size() && faults.size() < kMostFaults; ++i) {
      const std::string place = at + "/" + std::to_string(i);
      const json::string* const text = (*list)[i].if_string();
      if (text == nullptr) {
        Fault(place, "string");
      } else if (member.codes != nullptr && !IsCode(*text, member.codes)) {
        Fault(place, member.codes);
      }
    }
  }

  void Scalar(const json::value& value, const MemberShape& member, const std::string& at) {
    const json::string* const text = value.if_string();
    const bool is_whole = value.is_int64() || value.is_uint64();
    switch (member.type) {
      case 's':
        if (text == nullptr || (member.required && text->empty())) return Fault(at, "string");
        break;
      case 'S':
        if (text == nullptr && !value.is_null()) return Fault(at, "string");
        break;
      case 'D':
      case 'd':
        if (text != nullptr ? !IsMoment({text->data(), text->size()})
                            : member.type == 'D' || !value.is_null())
          return Fault(at, "date-time");
        break;
      case 'i':
        if (text != nullptr ? member.required && text->empty() : !is_whole)
          return Fault(at, "string, integer");
        break;
      case 'I':
        if (text == nullptr && !is_whole && !value.is_null()) return Fault(at, "string, integer");
        break;
      case 'n':
        if (!is_whole && !value.is_double() && !value.is_null()) return Fault(at, "number");
        break;
      case 'b':
        if (!value.is_bool() && !value.is_null()) return Fault(at, "boolean");
        break;
      default:
        break;
    }
    if (member.codes != nullptr && text != nullptr && !IsCode(*text, member.codes))
      Fault(at, member.codes);
  }
};

}  // namespace

std::vector<ShapeFault> FaultsOfRelease(const json::value& release) {
  Looker looker;
  looker.Object(release, kRelease, "");
  return std::move(looker.faults);
}

std::vector<ShapeFault> FaultsOfPackage(const json::value& package) {
  Looker looker;
  looker.Object(package, kPackage, "");
  return std::move(looker.faults);
}

}  // namespace inkoop
