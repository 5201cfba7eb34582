# Called by CPack when every component is installed, before packages are made of them.
foreach(entry IN LISTS CPACK_STELSEL_PACKAGES)
  string(REPLACE : ";" entry ${entry})
  list(GET entry 0 component)
  list(GET entry 1 package)
  execute_process(COMMAND bash ${CPACK_STELSEL_SCRIPTS}/prepare.sh ${CPACK_TEMPORARY_DIRECTORY}/${component} ${package}
      ${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE} ${CPACK_PACKAGE_CONTACT}
    COMMAND_ERROR_IS_FATAL ANY)
endforeach()
