# Debian packages, by CPack: which there are, and what they say of themselves. `cmake/packages/build` makes them, from a
# build that is configured for /usr (the preset `package`); cmake/packages/README.md tells more.
set(STELSEL_PACKAGE_REVISION 1 CACHE STRING "Revision of the Debian packages of one release")
set(STELSEL_PACKAGE_CONTACT "" CACHE STRING "Who hands out the Debian packages, NAME <ADDRESS>; otherwise as publiccode.yml")

# Who makes it, and where, stands once, in publiccode.yml.
file(STRINGS publiccode.yml lines)
foreach(line IN LISTS lines)
  if(line MATCHES "^    - name: (.+)$")
    set(CPACK_PACKAGE_CONTACT "${CMAKE_MATCH_1}")
  elseif(line MATCHES "^      email: (.+)$")
    string(APPEND CPACK_PACKAGE_CONTACT " <${CMAKE_MATCH_1}>")
  elseif(line MATCHES "^(landingURL|url): (.+)$")
    set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "${CMAKE_MATCH_2}")
  endif()
endforeach()

if(STELSEL_PACKAGE_CONTACT)
  set(CPACK_PACKAGE_CONTACT "${STELSEL_PACKAGE_CONTACT}")
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME stelsel)
set(CPACK_PACKAGE_VENDOR "")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # it would stand before each title
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SOURCE stelsel)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${STELSEL_PACKAGE_REVISION})
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE none)  # finish.sh packs them
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/packages/prepare.cmake)
set(CPACK_POST_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/packages/finish.cmake)
set(CPACK_STELSEL_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/packages)
set(CPACK_STELSEL_PACKAGES "")
set(CPACK_COMPONENTS_ALL "")
set(version ${PROJECT_VERSION}-${STELSEL_PACKAGE_REVISION})

set(about "stelsel is an embeddable data model, with plugins, of how Dutch municipalities
work together on sheltered housing and shelter (beschermd wonen and
maatschappelijke opvang, tasks under the Wmo 2015): which municipalities form a
region, what they agree, how far they are, and which source says so, on a
timeline, and never a person.")

# stelsel_package(COMPONENT PACKAGE SECTION section TITLE title TEXT text [FIELD value]...): the Debian package of an
# install component. A FIELD is one of control, such as DEPENDS; what its files link is added to that.
function(stelsel_package component package)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "SECTION;TITLE;TEXT;DEPENDS;RECOMMENDS;SUGGESTS" "")
  string(TOUPPER ${component} upper)
  set(prefix CPACK_DEBIAN_${upper})
  set(${prefix}_PACKAGE_NAME ${package} PARENT_SCOPE)
  set(${prefix}_DESCRIPTION "${arg_TITLE}\n${about}\n\n${arg_TEXT}" PARENT_SCOPE)
  foreach(field SECTION DEPENDS RECOMMENDS SUGGESTS)
    set(${prefix}_PACKAGE_${field} "${arg_${field}}" PARENT_SCOPE)
  endforeach()
  set(CPACK_COMPONENTS_ALL ${CPACK_COMPONENTS_ALL} ${component} PARENT_SCOPE)
  set(CPACK_STELSEL_PACKAGES ${CPACK_STELSEL_PACKAGES} ${component}:${package} PARENT_SCOPE)
endfunction()

set(library libstelsel${STELSEL_BORDER_MAJOR})
stelsel_package(library ${library} SECTION libs
  SUGGESTS stelsel
  TITLE "data model of Dutch municipal shelter agreements - library"
  TEXT "This package has the shared library that programs embed.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/packages/triggers)
stelsel_package(development libstelsel-dev SECTION libdevel
  DEPENDS "${library} (= ${version}), stelsel (= ${version})"
  TITLE "data model of Dutch municipal shelter agreements - development"
  TEXT "This package has the headers for C and C++, for programs that embed the
library and for plugins, the files for CMake and pkg-config, and the generator
of row types.")
stelsel_package(program stelsel SECTION utils
  RECOMMENDS "stelsel-plugin-reporting, stelsel-plugin-sql, stelsel-plugin-storage-sqlite"
  SUGGESTS "stelsel-plugin-storage-postgres, stelsel-plugin-survey, libstelsel-dev"
  TITLE "data model of Dutch municipal shelter agreements - program"
  TEXT "This package has the program, which checks, stores and reports, the landscape
of the source documents, the schema of a plugin's manifest, and the plugins
that need no further library: packs of rules and rows, finance, procurement.")

# stelsel_plugin_package(PLUGIN TITLE TEXT): one with libraries of its own.
macro(stelsel_plugin_package plugin title text)
  string(REPLACE _ - name stelsel-plugin-${plugin})
  stelsel_package(${plugin} ${name} SECTION misc
    DEPENDS "stelsel (= ${version}) | ${library} (= ${version})" TITLE "${title}" TEXT "${text}")
endmacro()
stelsel_plugin_package(reporting "reports of Dutch municipal shelter agreements (stelsel plugin)"
  "This package has the plugin with the reports of the country and of a region,
and the formats web page, Markdown, workbook, CSV, JSON and calendar.")
stelsel_plugin_package(sql "questions in SQL about all tables (stelsel plugin)"
  "This package has the plugin that answers questions in SQL, on which rules in
SQL run too.")
stelsel_plugin_package(storage_postgres "storage in PostgreSQL (stelsel plugin)"
  "This package has the plugin that keeps all tables with their revisions in a
PostgreSQL database, with roles and row-level security by region.")
stelsel_plugin_package(storage_sqlite "storage in SQLite (stelsel plugin)"
  "This package has the plugin that keeps all tables with their revisions in one
SQLite file.")
stelsel_plugin_package(survey "filled-in surveys as rows, and empty forms (stelsel plugin)"
  "This package has the plugin that reads a filled-in survey, a row a respondent,
and writes an empty form as CSV or as a workbook.")

include(CPack)
add_custom_target(packages COMMAND ${PROJECT_SOURCE_DIR}/cmake/packages/build USES_TERMINAL VERBATIM)
