# How our own code is compiled, and the few helpers that say so.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(STELSEL_CCACHE ccache)
if(STELSEL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${STELSEL_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${STELSEL_CCACHE})
endif()

# stelsel_own(TARGET): warnings are errors, and the chosen sanitizers are on.
function(stelsel_own target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Werror
    $<$<COMPILE_LANGUAGE:CXX>:-Wconversion -Wsign-conversion -Wnon-virtual-dtor>)
  # When it optimizes, GCC 12 sees overlapping copies in `std::string = "literal"` (its bug 105651) and
  # uninitialized members in a moved std::variant (its bug 105562).
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE "$<$<NOT:$<CONFIG:Debug>>:-Wno-restrict;-Wno-maybe-uninitialized>")
  endif()
  if(STELSEL_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${STELSEL_SANITIZE} -fno-omit-frame-pointer
                           -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${STELSEL_SANITIZE})
  endif()
endfunction()

# stelsel_room(NAME SOURCES ... DEPENDS ...): one room of the core, a static library that only its
# DEPENDS may be seen from. Include paths start at the root of the project.
function(stelsel_room name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS")
  add_library(stelsel_${name} STATIC ${arg_SOURCES})
  target_include_directories(stelsel_${name} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/include)
  target_link_libraries(stelsel_${name} PUBLIC ${arg_DEPENDS})
  stelsel_own(stelsel_${name})
endfunction()

# stelsel_test(NAME SOURCES ... DEPENDS ...): one test program; each of its cases is a CTest case.
function(stelsel_test name)
  if(NOT STELSEL_TESTS)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_DEPENDS} GTest::gmock GTest::gtest_main)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE STELSEL_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                             STELSEL_BUILD_DIR="${PROJECT_BINARY_DIR}")
  stelsel_own(${name})
  gtest_discover_tests(${name} TEST_PREFIX "${name}." NO_PRETTY_VALUES DISCOVERY_TIMEOUT 60
                       PROPERTIES LABELS unit TIMEOUT 120)
endfunction()
