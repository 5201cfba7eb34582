# For plugin authors, inside this tree and outside it (find_package(stelsel) brings both functions).
#
#   stelsel_add_plugin(ID [SOURCES FILE...] [LINK LIBRARY...])
#     Lays out the plugin ID in ${CMAKE_BINARY_DIR}/lib/stelsel/plugins/ID, where
#     `stelsel --plugins` finds it: plugin.json, schema/*.json, rules/*.sql and data/*.csv
#     as far as there are any, and the library ID.so built from SOURCES, of which only the
#     entry point is exported; without SOURCES it is a pack. With STELSEL_PLUGIN_OUTPUT set
#     it goes into ${STELSEL_PLUGIN_OUTPUT}/ID instead.
#
#   stelsel_generate(TARGET PLUGIN ID SCHEMAS FILE...)
#     Makes ID/tables.hpp with a C++ row type for each Table Schema file, for TARGET to include.

set(STELSEL_PLUGIN_MAP ${CMAKE_CURRENT_LIST_DIR}/plugin.map CACHE INTERNAL "")

function(stelsel_add_plugin id)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  set(folder ${CMAKE_BINARY_DIR}/lib/stelsel/plugins/${id})
  if(STELSEL_PLUGIN_OUTPUT)
    set(folder ${STELSEL_PLUGIN_OUTPUT}/${id})
  endif()
  set(from ${CMAKE_CURRENT_SOURCE_DIR})
  file(GLOB parts CONFIGURE_DEPENDS RELATIVE ${from}
    ${from}/schema/*.json ${from}/rules/*.sql ${from}/data/*.csv)
  # What is gone from the sources is to be gone from the plugin, too.
  file(GLOB stale RELATIVE ${folder} ${folder}/schema/*.json ${folder}/rules/*.sql ${folder}/data/*.csv)
  list(REMOVE_ITEM stale plugin.json ${parts})
  foreach(part ${stale})
    file(REMOVE ${folder}/${part})
  endforeach()
  set(copies)
  foreach(part plugin.json ${parts})
    add_custom_command(OUTPUT ${folder}/${part}
      COMMAND ${CMAKE_COMMAND} -E copy ${from}/${part} ${folder}/${part}
      DEPENDS ${from}/${part} VERBATIM)
    list(APPEND copies ${folder}/${part})
  endforeach()
  add_custom_target(${id}_files ALL DEPENDS ${copies})
  if(arg_SOURCES)
    add_library(${id} MODULE ${arg_SOURCES})
    add_dependencies(${id} ${id}_files)
    target_link_libraries(${id} PRIVATE stelsel::plugin ${arg_LINK})
    target_link_options(${id} PRIVATE -Wl,--version-script=${STELSEL_PLUGIN_MAP} -Wl,-z,defs)
    set_target_properties(${id} PROPERTIES PREFIX "" OUTPUT_NAME ${id} SUFFIX .so
      CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
      LIBRARY_OUTPUT_DIRECTORY ${folder} LINK_DEPENDS ${STELSEL_PLUGIN_MAP})
  endif()
endfunction()

function(stelsel_generate target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "PLUGIN" "SCHEMAS")
  set(header ${CMAKE_CURRENT_BINARY_DIR}/generated/${arg_PLUGIN}/tables.hpp)
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/generated/${arg_PLUGIN})
  set(schemas ${arg_SCHEMAS})
  list(TRANSFORM schemas PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ REGEX "^[^/]")
  add_custom_command(OUTPUT ${header}
    COMMAND stelsel::generator tables ${header} --plugin ${arg_PLUGIN} ${schemas}
    DEPENDS ${schemas} stelsel::generator VERBATIM)
  target_sources(${target} PRIVATE ${header})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/generated)
endfunction()
