/* What the files of this target share. */
#pragma once

#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"

#include <curses.h>
#include <stdatomic.h>
#include <stdio.h>
#include <termios.h>

/* Bytes that restore a terminal; terminfo's own strings for this are far shorter. */
#define CN_RESTORE_BYTES 512

/* What cn_restore_now needs, kept where a signal handler may read it. */
typedef struct {
    atomic_bool armed; /* the terminal is ours and has to be given back */
    int output;
    struct termios found;
    char bytes[CN_RESTORE_BYTES];
    size_t count;
    size_t modes; /* how many of the bytes end modes that ncurses does not know */
} cn_restore;

extern cn_restore cn_restore_plan;

/* Writes down how the terminal was found and how to get it back there. terminfo must be loaded. */
bool cn_restore_prepare(int input, int output);

/* Ends the modes that ncurses does not know, and after endwin the rest. The output lock is held. */
void cn_restore_modes(void);
void cn_restore_line(void);

/* Keeps doupdate and an exit on another thread from writing at the same time. */
void cn_lock_output(void);
void cn_unlock_output(void);

/* `TERMINFO=…` with the loaded entry and direct colour in it; NULL when it is too long. The caller frees it, but never
 * while another thread may read the environment. */
char *cn_direct_terminfo(const char *terminal);
/* newterm, with that variable in the environment for as long as it takes. */
SCREEN *cn_newterm_with(char *variable, const char *terminal, FILE *output, FILE *input);
