# What `cmake --install` lays down: the program, the library with its headers, the plugins, and what
# find_package(stelsel) and pkg-config need.
include(CMakePackageConfigHelpers)

install(TARGETS stelsel stelsel_plugin stelsel_generator stelsel_program EXPORT stelsel
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
# Its catalogue tables and municipalities are what an import refers to.
install(DIRECTORY examples/landscape DESTINATION ${CMAKE_INSTALL_DATADIR}/stelsel)
# For other languages: sources, which need no build of ours.
install(DIRECTORY bindings DESTINATION ${CMAKE_INSTALL_DATADIR}/stelsel PATTERN __pycache__ EXCLUDE
  PATTERN node_modules EXCLUDE)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/stelsel)
install(DIRECTORY include/stelsel DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_BINARY_DIR}/include/stelsel/tables.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/stelsel)
install(DIRECTORY ${PROJECT_BINARY_DIR}/lib/stelsel/plugins DESTINATION ${CMAKE_INSTALL_LIBDIR}/stelsel
  USE_SOURCE_PERMISSIONS)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/stelsel)
install(EXPORT stelsel NAMESPACE stelsel:: FILE stelsel-targets.cmake DESTINATION ${package})
install(FILES cmake/StelselPlugin.cmake cmake/plugin.map DESTINATION ${package})
configure_package_config_file(cmake/stelsel-config.cmake.in ${PROJECT_BINARY_DIR}/stelsel-config.cmake
  INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/stelsel-config-version.cmake
  VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/stelsel-config.cmake ${PROJECT_BINARY_DIR}/stelsel-config-version.cmake
  DESTINATION ${package})

# Seen from the file itself, so that what was installed may be moved.
file(RELATIVE_PATH STELSEL_PREFIX_FROM_PC ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" STELSEL_PREFIX_FROM_PC ${STELSEL_PREFIX_FROM_PC})
configure_file(cmake/stelsel.pc.in ${PROJECT_BINARY_DIR}/stelsel.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/stelsel.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
