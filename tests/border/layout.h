/* What the layout files of the releases are written with. LAYOUT_MINOR is the minor version that
 * the including file describes: in that version a struct has just this size, in a later one at
 * least. */
#ifndef STELSEL_TESTS_BORDER_LAYOUT_H_
#define STELSEL_TESTS_BORDER_LAYOUT_H_

#include <stddef.h>

#include "stelsel/stelsel.h"

#define STRUCT(type, bytes)                                                                      \
  _Static_assert(                                                                                \
      STELSEL_VERSION_MINOR == LAYOUT_MINOR ? sizeof(type) == (bytes) : sizeof(type) >= (bytes), \
      #type " has another size")
#define MEMBER(type, member, place, bytes)                                           \
  _Static_assert(offsetof(type, member) == (place), #type "." #member " has moved"); \
  _Static_assert(sizeof(((type*)0)->member) == (bytes), #type "." #member " has another size")
#define NUMBER(name, value) _Static_assert((name) == (value), #name " has another value")

_Static_assert(sizeof(void*) == 8, "this is the layout on a 64-bit machine");
_Static_assert(STELSEL_VERSION_MAJOR == 1, "another major version has another layout");
_Static_assert(STELSEL_VERSION_MINOR >= LAYOUT_MINOR, "a release has what all before it had");

#endif
