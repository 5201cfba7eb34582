// An importer, as one might stand in a Wmo system: from the export of a spreadsheet with a line a
// membership,
//
//   Regio;Gemeentecode;Gemeente;Rol;Sinds;Tot
//   Noord;GM9901;Dijkstad;centrum;01-01-2015;
//
// to the tables region, municipality and region_municipality of stelsel. It judges nothing: what it
// cannot make sense of it hands on as it is, and a check tells of it.
#ifndef IMPORTER_H_
#define IMPORTER_H_

#include <string>

// Writes NAME.csv for each table into `folder`, which is made. Throws std::runtime_error when the
// export cannot be read, has another head, or the folder cannot be written.
void ImportExport(const std::string& file, const std::string& folder);

#endif  // IMPORTER_H_
