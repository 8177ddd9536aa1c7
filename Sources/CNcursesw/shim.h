/* The library is linked from here; curses.h itself is included only by CNcurses. */
