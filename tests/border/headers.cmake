# CTest cases in which each public header is compiled alone, with all warnings as errors, and so is each
# example in their comments.

# border_compiles(NAME COMPILER LANGUAGE STANDARD FILE)
function(border_compiles name compiler language standard file)
  add_test(NAME border.${name} COMMAND ${compiler} -x ${language} -std=${standard} -fsyntax-only
    -Wall -Wextra -Wpedantic -Wshadow -Werror -I${PROJECT_SOURCE_DIR}/include
    -I${PROJECT_BINARY_DIR}/include ${file})
  set_tests_properties(border.${name} PROPERTIES LABELS border TIMEOUT 300)
endfunction()

function(border_headers_compile label c cxx)
  set(include ${PROJECT_SOURCE_DIR}/include/stelsel)
  foreach(standard c11 c17)
    border_compiles(stelsel_h_alone_as_${standard}_by_${label} ${c} c ${standard} ${include}/stelsel.h)
    border_compiles(rows_h_as_${standard}_by_${label} ${c} c ${standard} ${CMAKE_CURRENT_SOURCE_DIR}/rows_h_memory.c)
  endforeach()
  foreach(release 1_0 1_1)
    border_compiles(layout_${release}_by_${label} ${c} c c11 ${CMAKE_CURRENT_SOURCE_DIR}/layout_${release}.c)
  endforeach()
  file(GLOB headers CONFIGURE_DEPENDS ${include}/*.hpp ${include}/detail/*.hpp)
  # GCC 12 and clang 14 call C++23 c++2b.
  foreach(standard c++20 c++2b)
    string(REPLACE "+" "x" word ${standard})
    foreach(header ${include}/stelsel.h ${headers} ${PROJECT_BINARY_DIR}/include/stelsel/tables.hpp)
      get_filename_component(name ${header} NAME)
      string(REPLACE "." "_" name ${name})
      border_compiles(${name}_alone_as_${word}_by_${label} ${cxx} c++ ${standard} ${header})
    endforeach()
  endforeach()
  add_test(NAME border.examples_in_comments_compile_by_${label}
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/examples/run ${include} ${c} ${cxx}
            ${PROJECT_SOURCE_DIR}/include ${PROJECT_BINARY_DIR}/include)
  set_tests_properties(border.examples_in_comments_compile_by_${label} PROPERTIES LABELS border TIMEOUT 300)
endfunction()

border_headers_compile(this_compiler ${CMAKE_C_COMPILER} ${CMAKE_CXX_COMPILER})
find_program(STELSEL_CLANG clang)
find_program(STELSEL_CLANGXX clang++)
if(STELSEL_CLANG AND STELSEL_CLANGXX AND NOT CMAKE_C_COMPILER_ID MATCHES Clang)
  border_headers_compile(clang ${STELSEL_CLANG} ${STELSEL_CLANGXX})
endif()

add_test(NAME border.an_example_that_has_rotted_is_noticed
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/examples/run ${CMAKE_CURRENT_SOURCE_DIR}/examples/rotten
          ${CMAKE_C_COMPILER} ${CMAKE_CXX_COMPILER} ${PROJECT_SOURCE_DIR}/include)
set_tests_properties(border.an_example_that_has_rotted_is_noticed PROPERTIES LABELS border
  PASS_REGULAR_EXPRESSION "The example rotten.hpp-1 does not compile.")
