# Fails unless LIBRARY exports just the functions EXPECTED (a list): cmake -D NM=... -D LIBRARY=...
# -D EXPECTED=... -P exported_symbols.cmake
execute_process(COMMAND ${NM} --dynamic --defined-only --format=posix ${LIBRARY}
  OUTPUT_VARIABLE lines COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" lines "${lines}")
list(TRANSFORM lines REPLACE " .*" "")
list(SORT lines)
list(SORT EXPECTED)
if(NOT "${lines}" STREQUAL "${EXPECTED}")
  message(FATAL_ERROR "${LIBRARY} exports\n  ${lines}\nand should export\n  ${EXPECTED}")
endif()
