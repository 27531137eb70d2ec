#ifndef BINNACLE_CNCURSES_H
#define BINNACLE_CNCURSES_H

#if !__has_include(<curses.h>)
#error "ncurses' header is missing: apt-get install libncurses-dev"
#endif

// cchar_t and the wide functions are only declared when this stands before the header.
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <wchar.h>

// The library's global variables are not safe to name in Swift 6; these answer for them.
static inline WINDOW *cn_stdscr(void) { return stdscr; }
static inline int cn_colors(void) { return COLORS; }
static inline int cn_color_pairs(void) { return COLOR_PAIRS; }

// Attribute bits are function-like macros that Swift does not import.
static inline attr_t cn_bold(void) { return WA_BOLD; }
static inline attr_t cn_dim(void) { return WA_DIM; }
static inline attr_t cn_underline(void) { return WA_UNDERLINE; }
static inline attr_t cn_reverse(void) { return WA_REVERSE; }
static inline attr_t cn_italic(void) { return WA_ITALIC; }

// A cell ready for mvwadd_wchnstr; several times faster than setcchar.
static inline void cn_set_cell(cchar_t *cell, wchar_t scalar, attr_t attributes, int pair) {
  cell->attr = (attributes & ~A_COLOR) | (attr_t)COLOR_PAIR(pair > 255 ? 255 : pair);
  cell->chars[0] = scalar;
  cell->chars[1] = 0;
  cell->chars[2] = 0;
  cell->chars[3] = 0;
  cell->chars[4] = 0;
  cell->ext_color = pair;
}

// Adds a combining mark behind what the cell already holds; full cells ignore it.
static inline void cn_add_mark(cchar_t *cell, wchar_t mark) {
  for (int i = 1; i < 5; i++) {
    if (cell->chars[i] == 0) {
      cell->chars[i] = mark;
      return;
    }
  }
}

// The columns the C library, and so ncurses, gives a scalar under the current locale.
extern int wcwidth(wchar_t scalar);
static inline int cn_width(wchar_t scalar) { return wcwidth(scalar); }

#endif
