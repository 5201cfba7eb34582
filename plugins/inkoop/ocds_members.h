// The members that OCDS 1.1 knows, with its extensions for lots and techniques: of what type each
// is, and which values a closed code list has.
#ifndef STELSEL_PLUGINS_INKOOP_OCDS_MEMBERS_H_
#define STELSEL_PLUGINS_INKOOP_OCDS_MEMBERS_H_

#include <span>

namespace inkoop::members {

struct Shape;

enum class Type {
  text,
  some_text,  // not empty
  moment,
  uri,
  id,  // a text or a whole number
  whole,
  number,
  yes_no,
  texts,       // a list
  some_texts,  // a list of texts that are not empty
  object,      // of a shape
  any_object,
  objects,  // a list, of a shape
};

struct Member {
  const char* name;
  Type type;
  bool may_be_null = true;
  bool required = false;
  bool some = false;             // a list with at least one
  bool distinct = false;         // a list without two that are the same
  const Shape* shape = nullptr;  // of object and objects
  const char* codes = nullptr;   // a closed list, with blanks between
};
struct Shape {
  std::span<const Member> members;
  bool some = false;  // with at least one member, known or not
};

constexpr Member NotNull(Member member) {
  member.may_be_null = false;
  return member;
}
constexpr Member Must(Member member) {
  member.required = true;
  return NotNull(member);
}
constexpr Member Some(Member member) {
  member.some = true;
  return member;
}
constexpr Member Distinct(Member member) {
  member.distinct = true;
  return member;
}
constexpr Member Text(const char* name) { return {name, Type::text}; }
constexpr Member SomeText(const char* name) { return {name, Type::some_text}; }
constexpr Member Moment(const char* name) { return {name, Type::moment}; }
constexpr Member Uri(const char* name) { return {name, Type::uri}; }
constexpr Member Id(const char* name) { return {name, Type::id}; }
constexpr Member Whole(const char* name) { return {name, Type::whole}; }
constexpr Member Number(const char* name) { return {name, Type::number}; }
constexpr Member YesNo(const char* name) { return {name, Type::yes_no}; }
constexpr Member Texts(const char* name) { return {name, Type::texts}; }
constexpr Member SomeTexts(const char* name) { return {name, Type::some_texts}; }
constexpr Member Code(const char* name, const char* codes) {
  return {.name = name, .type = Type::text, .codes = codes};
}
constexpr Member One(const char* name, const Shape& shape) {
  return {.name = name, .type = Type::object, .may_be_null = false, .shape = &shape};
}
constexpr Member Many(const char* name, const Shape& shape) {
  return {.name = name, .type = Type::objects, .may_be_null = false, .shape = &shape};
}

inline constexpr char kTags[] =
    "planning planningUpdate tender tenderAmendment tenderUpdate tenderCancellation award "
    "awardUpdate awardCancellation contract contractUpdate contractAmendment implementation "
    "implementationUpdate contractTermination compiled";
inline constexpr char kTenderStatus[] =
    "planning planned active cancelled unsuccessful complete withdrawn";
inline constexpr char kCategories[] = "goods works services";

inline constexpr Member kIdentifierMembers[] = {Text("scheme"), Id("id"), Text("legalName"),
                                                Uri("uri")};
inline constexpr Shape kIdentifier{kIdentifierMembers};
inline constexpr Member kClassificationMembers[] = {Text("scheme"), Id("id"), Text("description"),
                                                    Uri("uri")};
inline constexpr Shape kClassification{kClassificationMembers};
inline constexpr Member kLotNumberMembers[] = {SomeText("scheme"), SomeText("id")};
inline constexpr Shape kLotNumber{kLotNumberMembers, true};
inline constexpr Member kAddressMembers[] = {Text("streetAddress"), Text("locality"),
                                             Text("region"), Text("postalCode"),
                                             Text("countryName")};
inline constexpr Shape kAddress{kAddressMembers};
inline constexpr Member kContactMembers[] = {Text("name"), Text("email"), Text("telephone"),
                                             Text("faxNumber"), Uri("url")};
inline constexpr Shape kContact{kContactMembers};
inline constexpr Member kValueMembers[] = {
    Number("amount"), {.name = "currency", .type = Type::text, .codes = "AAA"}};
inline constexpr Shape kValue{kValueMembers};
inline constexpr Member kPeriodMembers[] = {Moment("startDate"), Moment("endDate"),
                                            Moment("maxExtentDate"), Whole("durationInDays")};
inline constexpr Shape kPeriod{kPeriodMembers};
inline constexpr Member kReferenceMembers[] = {SomeText("name"),
                                               NotNull(Id("id")),
                                               One("identifier", kIdentifier),
                                               One("address", kAddress),
                                               Distinct(Many("additionalIdentifiers", kIdentifier)),
                                               One("contactPoint", kContact)};
inline constexpr Shape kReference{kReferenceMembers};
inline constexpr Member kPartyMembers[] = {Text("name"),
                                           NotNull(Text("id")),
                                           One("identifier", kIdentifier),
                                           Distinct(Many("additionalIdentifiers", kIdentifier)),
                                           One("address", kAddress),
                                           One("contactPoint", kContact),
                                           Texts("roles"),
                                           {"details", Type::any_object}};
inline constexpr Shape kParty{kPartyMembers};
inline constexpr Member kUnitMembers[] = {Text("scheme"), Text("id"), Text("name"),
                                          One("value", kValue), Uri("uri")};
inline constexpr Shape kUnit{kUnitMembers};
inline constexpr Member kItemMembers[] = {
    Must(Id("id")),
    Text("description"),
    One("classification", kClassification),
    Distinct(Many("additionalClassifications", kClassification)),
    Number("quantity"),
    One("unit", kUnit),
    Text("relatedLot")};
inline constexpr Shape kItem{kItemMembers};
inline constexpr Member kDocumentMembers[] = {
    Must(Id("id")),   Text("documentType"),    Text("title"),          Text("description"),
    Uri("url"),       Moment("datePublished"), Moment("dateModified"), Text("format"),
    Text("language"), Texts("relatedLots")};
inline constexpr Shape kDocument{kDocumentMembers};
inline constexpr Member kMilestoneMembers[] = {Must(Id("id")),
                                               Text("title"),
                                               Text("type"),
                                               Text("description"),
                                               Text("code"),
                                               Moment("dueDate"),
                                               Moment("dateMet"),
                                               Moment("dateModified"),
                                               Code("status", "scheduled met notMet partiallyMet"),
                                               Distinct(Many("documents", kDocument)),
                                               Texts("relatedLots")};
inline constexpr Shape kMilestone{kMilestoneMembers};
inline constexpr Member kChangeMembers[] = {NotNull(Text("property"))};
inline constexpr Shape kChange{kChangeMembers};
inline constexpr Member kAmendmentMembers[] = {Moment("date"),
                                               Text("rationale"),
                                               Text("id"),
                                               Text("description"),
                                               Text("amendsReleaseID"),
                                               Text("releaseID"),
                                               Many("changes", kChange),
                                               Distinct(Some(SomeTexts("relatedLots")))};
inline constexpr Shape kAmendment{kAmendmentMembers};
inline constexpr Member kRelatedMembers[] = {NotNull(Text("id")),
                                             Texts("relationship"),
                                             Text("title"),
                                             Text("scheme"),
                                             Text("identifier"),
                                             Uri("uri"),
                                             Distinct(Some(SomeTexts("relatedLots")))};
inline constexpr Shape kRelated{kRelatedMembers};
inline constexpr Member kBudgetMembers[] = {
    Id("id"),        Text("description"), One("amount", kValue), Text("project"),
    Id("projectID"), Uri("uri"),          Uri("source")};
inline constexpr Shape kBudget{kBudgetMembers};
inline constexpr Member kPlanningMembers[] = {Text("rationale"), One("budget", kBudget),
                                              Many("documents", kDocument),
                                              Many("milestones", kMilestone)};
inline constexpr Shape kPlanning{kPlanningMembers};
inline constexpr Member kAgreementMembers[] = {
    Number("minimumParticipants"),
    Number("maximumParticipants"),
    Code("method",
         "withReopeningCompetition withoutReopeningCompetition withAndWithoutReopeningCompetition"),
    SomeText("periodRationale"),
    SomeText("buyerCategories"),
    One("value", kValue),
    One("period", kPeriod),
    SomeText("description")};
inline constexpr Shape kAgreement{kAgreementMembers};
inline constexpr Member kPurchasingMembers[] = {
    Code("type", "open closed"), Code("status", "pending active cancelled terminated")};
inline constexpr Shape kPurchasing{kPurchasingMembers};
inline constexpr Member kAuctionMembers[] = {SomeText("url"), SomeText("description")};
inline constexpr Shape kAuction{kAuctionMembers};
inline constexpr Member kTechniquesMembers[] = {
    YesNo("hasFrameworkAgreement"),      Some(One("frameworkAgreement", kAgreement)),
    YesNo("hasDynamicPurchasingSystem"), Some(One("dynamicPurchasingSystem", kPurchasing)),
    YesNo("hasElectronicAuction"),       Some(One("electronicAuction", kAuction))};
inline constexpr Shape kTechniques{kTechniquesMembers};
inline constexpr Member kLotMembers[] = {
    Must(Text("id")),
    Distinct(Some(Many("identifiers", kLotNumber))),
    Text("title"),
    Text("description"),
    Code("status", kTenderStatus),
    One("value", kValue),
    One("minimumValue", kValue),
    One("tenderPeriod", kPeriod),
    One("contractPeriod", kPeriod),
    One("enquiryPeriod", kPeriod),
    One("buyer", kReference),
    Distinct(Some(Many("additionalClassifications", kClassification))),
    Code("mainProcurementCategory", kCategories),
    Distinct(Some(SomeTexts("additionalProcurementCategories"))),
    Distinct(Some(Many("milestones", kMilestone))),
    SomeText("submissionMethodDetails"),
    Some(One("techniques", kTechniques))};
inline constexpr Shape kLot{kLotMembers};
inline constexpr Member kGroupMembers[] = {Must(Text("id")),
                                           Distinct(Some(Many("identifiers", kLotNumber))),
                                           SomeText("title"),
                                           SomeText("description"),
                                           Texts("relatedLots"),
                                           YesNo("optionToCombine"),
                                           One("maximumValue", kValue),
                                           Some(One("techniques", kTechniques))};
inline constexpr Shape kGroup{kGroupMembers};
inline constexpr Member kLotDetailsMembers[] = {Whole("maximumLotsBidPerSupplier"),
                                                Whole("maximumLotsAwardedPerSupplier"),
                                                Text("awardCriteriaDetails")};
inline constexpr Shape kLotDetails{kLotDetailsMembers};
inline constexpr Member kTenderMembers[] = {
    Must(Id("id")),
    Text("title"),
    Text("description"),
    Code("status", kTenderStatus),
    One("procuringEntity", kReference),
    Distinct(Many("items", kItem)),
    One("value", kValue),
    One("minValue", kValue),
    Code("procurementMethod", "open selective limited direct"),
    Text("procurementMethodDetails"),
    Text("procurementMethodRationale"),
    Code("mainProcurementCategory", kCategories),
    Texts("additionalProcurementCategories"),
    Text("awardCriteria"),
    Text("awardCriteriaDetails"),
    Texts("submissionMethod"),
    Text("submissionMethodDetails"),
    One("tenderPeriod", kPeriod),
    One("enquiryPeriod", kPeriod),
    YesNo("hasEnquiries"),
    Text("eligibilityCriteria"),
    One("awardPeriod", kPeriod),
    One("contractPeriod", kPeriod),
    Whole("numberOfTenderers"),
    Distinct(Many("tenderers", kReference)),
    Many("documents", kDocument),
    Many("milestones", kMilestone),
    Many("amendments", kAmendment),
    One("amendment", kAmendment),
    Many("lots", kLot),
    Many("lotGroups", kGroup),
    One("lotDetails", kLotDetails),
    YesNo("competitive"),
    Some(One("techniques", kTechniques))};
inline constexpr Shape kTender{kTenderMembers};
inline constexpr Member kAwardMembers[] = {Must(Id("id")),
                                           Text("title"),
                                           Text("description"),
                                           Code("status", "pending active cancelled unsuccessful"),
                                           Moment("date"),
                                           One("value", kValue),
                                           Distinct(Many("suppliers", kReference)),
                                           Distinct(Some(Many("items", kItem))),
                                           One("contractPeriod", kPeriod),
                                           Distinct(Many("documents", kDocument)),
                                           Many("amendments", kAmendment),
                                           One("amendment", kAmendment),
                                           Texts("relatedLots")};
inline constexpr Shape kAward{kAwardMembers};
inline constexpr Member kTransactionMembers[] = {Must(Id("id")),
                                                 Uri("source"),
                                                 Moment("date"),
                                                 One("value", kValue),
                                                 One("payer", kReference),
                                                 One("payee", kReference),
                                                 Uri("uri"),
                                                 One("amount", kValue),
                                                 One("providerOrganization", kIdentifier),
                                                 One("receiverOrganization", kIdentifier)};
inline constexpr Shape kTransaction{kTransactionMembers};
inline constexpr Member kImplementationMembers[] = {Distinct(Many("transactions", kTransaction)),
                                                    Distinct(Many("milestones", kMilestone)),
                                                    Distinct(Many("documents", kDocument))};
inline constexpr Shape kImplementation{kImplementationMembers};
inline constexpr Member kContractMembers[] = {Must(Id("id")),
                                              Must(Id("awardID")),
                                              Text("title"),
                                              Text("description"),
                                              Code("status", "pending active cancelled terminated"),
                                              One("period", kPeriod),
                                              One("value", kValue),
                                              Distinct(Some(Many("items", kItem))),
                                              Moment("dateSigned"),
                                              Distinct(Many("documents", kDocument)),
                                              One("implementation", kImplementation),
                                              Distinct(Many("relatedProcesses", kRelated)),
                                              Many("milestones", kMilestone),
                                              Many("amendments", kAmendment),
                                              One("amendment", kAmendment)};
inline constexpr Shape kContract{kContractMembers};
inline constexpr Member kReleaseMembers[] = {
    Must(SomeText("ocid")),
    Must(SomeText("id")),
    Must(Moment("date")),
    Must(Some({.name = "tag", .type = Type::texts, .codes = kTags})),
    Must(Code("initiationType", "tender")),
    Distinct(Many("parties", kParty)),
    One("buyer", kReference),
    One("planning", kPlanning),
    One("tender", kTender),
    Distinct(Many("awards", kAward)),
    Distinct(Many("contracts", kContract)),
    Text("language"),
    Distinct(Many("relatedProcesses", kRelated))};
inline constexpr Shape kRelease{kReleaseMembers};

inline constexpr Member kPublisherMembers[] = {Must(Text("name")), Text("scheme"), Text("uid"),
                                               Uri("uri")};
inline constexpr Shape kPublisher{kPublisherMembers};
// The releases are looked at one by one.
inline constexpr Member kPackageMembers[] = {
    Must(Uri("uri")),
    Must(Code("version", "9.9")),
    Must(Moment("publishedDate")),
    Must({.name = "publisher", .type = Type::object, .shape = &kPublisher}),
    Must({"releases", Type::objects}),
    NotNull(Texts("extensions")),
    Uri("license"),
    Uri("publicationPolicy")};
inline constexpr Shape kPackage{kPackageMembers};

}  // namespace inkoop::members

#endif  // STELSEL_PLUGINS_INKOOP_OCDS_MEMBERS_H_
