# What `cmake --install` lays down: the program, the library with its headers, the plugins, and what
# find_package(stelsel) and pkg-config need.
include(CMakePackageConfigHelpers)

# By components, of which StelselPackages.cmake makes Debian packages: library, development, program, one for each plugin of
# STELSEL_PLUGIN_PACKAGES, and licence. Without one named, everything is laid down.
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME development)
# Plugins load from no folder that a group can write to, whatever the umask says.
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

install(TARGETS stelsel EXPORT stelsel
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library NAMELINK_COMPONENT development)
install(TARGETS stelsel_plugin stelsel_generator EXPORT stelsel)
install(TARGETS stelsel_program EXPORT stelsel COMPONENT program)
# Its catalogue tables and municipalities are what an import refers to.
install(DIRECTORY examples/landscape DESTINATION ${CMAKE_INSTALL_DATADIR}/stelsel COMPONENT program)
# For other languages: sources, which need no build of ours.
install(DIRECTORY bindings DESTINATION ${CMAKE_INSTALL_DATADIR}/stelsel PATTERN __pycache__ EXCLUDE
  PATTERN node_modules EXCLUDE)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/stelsel COMPONENT licence)
install(DIRECTORY include/stelsel DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_BINARY_DIR}/include/stelsel/tables.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/stelsel)

# Plugins with libraries of their own, in packages of their own; the others go with the program.
set(STELSEL_PLUGIN_PACKAGES reporting sql storage_postgres storage_sqlite survey)
foreach(plugin IN LISTS STELSEL_PLUGINS)
  set(component program)
  if(plugin IN_LIST STELSEL_PLUGIN_PACKAGES)
    set(component ${plugin})
  endif()
  set(folder ${CMAKE_INSTALL_LIBDIR}/stelsel/plugins)
  install(DIRECTORY ${PROJECT_BINARY_DIR}/lib/stelsel/plugins/${plugin} DESTINATION ${folder}
    COMPONENT ${component} PATTERN *.so EXCLUDE)
  if(TARGET ${plugin})
    install(TARGETS ${plugin} LIBRARY DESTINATION ${folder}/${plugin} COMPONENT ${component})
  endif()
endforeach()

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
