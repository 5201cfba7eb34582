#include "core/generate/words.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/utf8.h"

namespace stelsel::core {
namespace {

constexpr std::array<const char*, 34> kBeginnings = {
    "Beek",  "Berg", "Bever", "Boom", "Brand",  "Breed",  "Dijk",  "Donker", "Duin",
    "Eiken", "Els",  "Essen", "Gras", "Groen",  "Hazel",  "Heide", "Hoog",   "Iepen",
    "Kwik",  "Laag", "Linde", "Meer", "Molen",  "Nieuw",  "Noord", "Oever",  "Olmen",
    "Oost",  "Riet", "Veen",  "Vlas", "Wester", "Wilgen", "Zuider"};
constexpr std::array<const char*, 26> kEndings = {
    "akker",  "beek", "broek", "brug",  "burg",   "dal",  "dam",   "dijk", "dorp",
    "drecht", "gat",  "haven", "horst", "huizen", "kerk", "land",  "loo",  "made",
    "monde",  "rode", "sluis", "stad",  "veld",   "wijk", "woude", "zijl"};
constexpr std::array<const char*, 9> kWho = {"De gemeenten van de regio",
                                             "De wethouders",
                                             "De colleges",
                                             "De gemeenteraden",
                                             "De aanbieders en gemeenten samen",
                                             "De leden van de werkgroep toegang",
                                             "De coördinatoren",
                                             "De cliëntenraden",
                                             "De leden van het overleg \"Thuis\""};
constexpr std::array<const char*, 9> kWhat = {"werken dit uit in het uitvoeringsplan",
                                              "wachten op het objectieve verdeelmodel",
                                              "leggen een voorstel voor aan de raden",
                                              "verkennen varianten, waaronder \"lokaal, tenzij\"",
                                              "brengen kosten, baten en risico's in beeld",
                                              "evalueren de bestaande afspraken",
                                              "maken hierover een reële planning",
                                              "stemmen dit af met de corporaties",
                                              "financieren dit elk voor zich"};
constexpr std::array<const char*, 8> kWhen = {
    "in het najaar",           "vóór 1 januari",           "na de zomer",
    "in het eerste kwartaal",  "binnen twee jaar",         "per direct",
    "op zijn vroegst in 2023", "zodra er duidelijkheid is"};
constexpr std::array<const char*, 6> kBodies = {
    "college",         "gemeenteraad",      "bestuurlijk overleg",
    "werkgroep wonen", "regionaal overleg", "portefeuillehouders"};
// EDTF's code of a quarter is 32 and its number, of a season 20 and its number.
constexpr int kQuarter = 32;
constexpr int kSeason = 20;

}  // namespace

std::vector<std::string> PlaceNames(Random& random) {
  std::vector<std::string> names;
  for (const char* beginning : kBeginnings) {
    for (const char* ending : kEndings) {
      // Beekbeek and Dijkdijk are no names.
      if (absl::AsciiStrToLower(beginning) != ending)
        names.push_back(absl::StrCat(beginning, ending));
    }
  }
  random.Shuffle(names);
  return names;
}

// Here and below one number a statement: in which order a compiler works out arguments is its own
// affair.
std::string Sentence(Random& random) {
  const char* const who = random.Of(kWho);
  const char* const what = random.Of(kWhat);
  const char* const when = random.Of(kWhen);
  const char* const between = random.OneIn(12) ? ".\nDit gebeurt " : ", ";
  return absl::StrCat(who, " ", what, between, when, ".");
}

std::string Body(Random& random) { return random.Of(kBodies); }

std::string Section(Random& random) {
  const int chapter = random.Between(1, 7);
  return absl::StrCat("§", chapter, ".", random.Between(1, 9));
}

std::string DayWithin(int year, Random& random) {
  const int month = random.Between(1, 12);
  return absl::StrFormat("%04d-%02d-%02d", year, month, random.Between(1, 28));
}

std::string DateWithin(int year, Random& random) {
  switch (random.Below(8)) {
    case 0:
      return absl::StrFormat("%04d", year);
    case 1:
      return absl::StrFormat("%04d-%02d", year, random.Between(1, 12));
    case 2:
      return absl::StrFormat("%04d-%02d", year, kQuarter + random.Between(1, 4));
    case 3:  // spring to autumn: winter ends in the next year
      return absl::StrFormat("%04d-%02d", year, kSeason + random.Between(1, 3));
    case 4: {
      const int first = random.Between(1, 6);
      return absl::StrFormat("%04d-%02d/%04d-%02d", year, first, year,
                             first + random.Between(1, 6));
    }
    case 5:
      return absl::StrFormat("%04d-%02d~", year, random.Between(1, 12));
    default:
      return DayWithin(year, random);
  }
}

std::string Slug(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      slug += absl::ascii_tolower(static_cast<unsigned char>(c));
    } else if (!slug.empty() && slug.back() != '_') {
      slug += '_';
    }
  }
  while (!slug.empty() && slug.back() == '_') slug.pop_back();
  return slug;
}

}  // namespace stelsel::core
