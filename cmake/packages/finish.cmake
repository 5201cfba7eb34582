# Called by CPack when the packages are made.
execute_process(COMMAND bash ${CPACK_STELSEL_SCRIPTS}/finish.sh ${CPACK_PACKAGE_FILES} COMMAND_ERROR_IS_FATAL ANY)
