/* Part of rows.h and stelsel.hpp: texts of errors, which may quote anything. C11 and C++. */
#ifndef STELSEL_DETAIL_UTF8_H_
#define STELSEL_DETAIL_UTF8_H_

#include <stddef.h>

/* Puts a question mark in place of each byte of `text`, which ends with NUL, that is not UTF-8. */
static inline void stelsel_mend_utf8(char* text) {
  unsigned char* at = (unsigned char*)text;
  while (*at != 0) {
    const unsigned char first = *at;
    const size_t more = first < 0x80                     ? 0
                        : first >= 0xC2 && first < 0xE0  ? 1
                        : first >= 0xE0 && first < 0xF0  ? 2
                        : first >= 0xF0 && first <= 0xF4 ? 3
                                                         : 4;
    /* What the second byte may be: neither longer than needed, nor a surrogate, nor beyond 10FFFF. */
    unsigned char least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    size_t i = 1;
    while (more < 4 && i <= more && at[i] >= least && at[i] <= most) {
      least = 0x80;
      most = 0xBF;
      ++i;
    }
    if (more < 4 && i > more) {
      at += more + 1;
    } else {
      *at++ = '?';
    }
  }
}

#endif /* STELSEL_DETAIL_UTF8_H_ */
