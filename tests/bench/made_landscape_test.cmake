# A landscape of 10,000 statuses is made and checked: no errors and no warnings.
file(REMOVE_RECURSE ${FOLDER})
execute_process(COMMAND ${MAKE} ${FOLDER} 10000 7 COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${STELSEL} check ${FOLDER} --fail-on warning --as-of 2026-01-01 COMMAND_ERROR_IS_FATAL ANY)
