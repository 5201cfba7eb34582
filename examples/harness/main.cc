// import_export EXPORT FOLDER: see importer.h.
#include <exception>
#include <iostream>

#include "importer.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: import_export EXPORT FOLDER\n";
    return 2;
  }
  try {
    ImportExport(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "import_export: " << error.what() << '\n';
    return 2;
  }
  return 0;
}
