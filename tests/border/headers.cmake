# CTest cases in which each public header is compiled alone, with all warnings as errors.

# border_compiles(NAME COMPILER LANGUAGE STANDARD FILE)
function(border_compiles name compiler language standard file)
  add_test(NAME border.${name} COMMAND ${compiler} -x ${language} -std=${standard} -fsyntax-only
    -Wall -Wextra -Wpedantic -Wshadow -Werror -I${PROJECT_SOURCE_DIR}/include
    -I${PROJECT_BINARY_DIR}/include ${file})
  set_tests_properties(border.${name} PROPERTIES LABELS border TIMEOUT 120)
endfunction()

function(border_headers_compile label c cxx)
  set(include ${PROJECT_SOURCE_DIR}/include/stelsel)
  foreach(standard c11 c17)
    border_compiles(stelsel_h_alone_as_${standard}_by_${label} ${c} c ${standard} ${include}/stelsel.h)
    border_compiles(rows_h_as_${standard}_by_${label} ${c} c ${standard} ${CMAKE_CURRENT_SOURCE_DIR}/rows_h_memory.c)
  endforeach()
  border_compiles(stelsel_h_alone_as_cxx20_by_${label} ${cxx} c++ c++20 ${include}/stelsel.h)
  border_compiles(layout_1_0_by_${label} ${c} c c11 ${CMAKE_CURRENT_SOURCE_DIR}/layout_1_0.c)
  file(GLOB headers CONFIGURE_DEPENDS ${include}/*.hpp ${include}/detail/*.hpp)
  foreach(header ${headers} ${PROJECT_BINARY_DIR}/include/stelsel/tables.hpp)
    get_filename_component(name ${header} NAME_WE)
    border_compiles(${name}_hpp_alone_by_${label} ${cxx} c++ c++20 ${header})
  endforeach()
endfunction()

border_headers_compile(this_compiler ${CMAKE_C_COMPILER} ${CMAKE_CXX_COMPILER})
find_program(STELSEL_CLANG clang)
find_program(STELSEL_CLANGXX clang++)
if(STELSEL_CLANG AND STELSEL_CLANGXX AND NOT CMAKE_C_COMPILER_ID MATCHES Clang)
  border_headers_compile(clang ${STELSEL_CLANG} ${STELSEL_CLANGXX})
endif()
