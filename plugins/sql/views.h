// What people ask most, under a name of its own.
#ifndef STELSEL_PLUGINS_SQL_VIEWS_H_
#define STELSEL_PLUGINS_SQL_VIEWS_H_

namespace sql {

struct View {
  const char* name;
  const char* select;
};

// All ask what holds on the query's day.
inline constexpr View kViews[] = {
    // The municipalities of each region, and what they are in it.
    {"current_member",
     "SELECT m.region, r.name AS region_name, m.municipality, g.name AS municipality_name, m.role, "
     "m.valid_from, m.valid_to, m.source_document, m.section, m.illustratief "
     "FROM region_municipality_as_of m LEFT JOIN region r ON r.region = m.region "
     "LEFT JOIN municipality g ON g.municipality = m.municipality"},
    // The latest status of each region, topic and domain.
    {"latest_status",
     "SELECT s.region, r.name AS region_name, s.agreement_topic, t.name AS topic_name, t.theme, "
     "s.domain, s.status, s.observed_on, s.observed_by, s.expected_ready_on, s.source_document, "
     "s.section, s.illustratief "
     "FROM agreement_status_as_of s LEFT JOIN region r ON r.region = s.region "
     "LEFT JOIN agreement_topic t ON t.agreement_topic = s.agreement_topic"},
    // The places of each facility.
    {"current_capacity",
     "SELECT c.region, c.facility, f.name AS facility_name, c.domain, f.facility_kind, f.setting, "
     "f.scale, f.municipality, f.provider, c.kind, c.places, c.qualifier, c.source_document, "
     "c.section, c.illustratief "
     "FROM facility_capacity_as_of c LEFT JOIN facility_as_of f ON f.region = c.region AND "
     "f.facility = c.facility AND f.domain = c.domain"},
};

}  // namespace sql

#endif  // STELSEL_PLUGINS_SQL_VIEWS_H_
