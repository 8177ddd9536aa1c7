/* The few calls that CopilotScreen needs of ncurses and of the terminal, without macros, globals or varargs.
 *
 * There is one screen in a process. Everything under "Drawing" belongs to the thread that called cn_start;
 * the functions under "Leaving in a hurry" may be called from anywhere. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What cn_start answers. */
#define CN_OK 0
#define CN_NOT_A_TERMINAL 1     /* a descriptor is no tty */
#define CN_UNKNOWN_TERMINAL 2   /* terminfo has no entry of that name */
#define CN_UNUSABLE_TERMINAL 3  /* it cannot move its cursor */
#define CN_BUSY 4               /* the process has a screen already */
#define CN_SYSTEM 5             /* a system call failed: see error_number */

/* Attributes of a cell. */
#define CN_BOLD 1u
#define CN_DIM 2u
#define CN_ITALIC 4u
#define CN_UNDERLINE 8u
#define CN_REVERSE 16u

/* Scalars of a cell: a base and up to four combining ones. */
#define CN_SCALARS 5

typedef struct {
    uint32_t scalars[CN_SCALARS]; /* 0 ends them; all 0: the right half of the cell before */
    uint32_t attributes;
    int32_t pair;
} cn_cell;

typedef struct {
    int input;
    int output;
    const char *terminal; /* name of a terminfo entry */
    bool color;
    bool direct_color; /* wanted; cn_colors tells what came of it */
    int wake;          /* eventfd that is written to at SIGWINCH, or -1 */
    int error_number;  /* out: errno of CN_SYSTEM */
} cn_setup;

/* --- Life ------------------------------------------------------------------------------------------------ */

/* Takes LC_CTYPE from the environment (C.UTF-8 where that locale is not installed, or where none is named and
 * the tty says IUTF8) and answers whether text is UTF-8. Other categories stay as they are. */
bool cn_locale(int input);

/* Takes the terminal: raw mode, alternate screen, default colours. Signal handlers stay the program's own,
 * except SIGWINCH, which is given back by cn_stop. */
int cn_start(cn_setup *setup);

/* Gives the terminal back as it was found. Idempotent. */
void cn_stop(void);

/* Gives the terminal back for a while, and takes it again (which repaints everything at the next flush). */
void cn_suspend(void);
void cn_resume(void);

/* --- Drawing --------------------------------------------------------------------------------------------- */

int cn_rows(void);
int cn_columns(void);
bool cn_resize(int rows, int columns);

/* Number of colours: 0 (mono), 8, 16, 88, 256 … or 16777216 (then one below 256 is of the palette, others are
 * 0xRRGGBB). */
int cn_colors(void);
int cn_pairs(void);
/* A colour of -1 is the terminal's default. */
bool cn_define_pair(int pair, int foreground, int background);
void cn_forget_pairs(void);

void cn_put(int row, int column, const cn_cell *cells, int count);
/* Where the cursor stands; a negative row hides it. */
void cn_cursor(int row, int column);
/* The next flush repaints the whole screen. */
void cn_repaint(void);
void cn_flush(void);

/* Columns that a scalar takes: 0, 1, 2, or -1 when it cannot be printed. */
int cn_width(uint32_t scalar);

/* --- Leaving in a hurry ---------------------------------------------------------------------------------- */

/* Gives the terminal back with nothing but write and tcsetattr; nothing is drawn afterwards. Safe in a signal
 * handler, at exit, and without a screen. Waits at most 0.2 s for a terminal that takes no bytes. */
void cn_restore_now(void);

/* From now on SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP and SIGABRT call cn_restore_now before whatever they did
 * until now. */
void cn_restore_on_crash(void);

/* --- The terminal without ncurses ------------------------------------------------------------------------ */

/* False when the size is unknown or zero. */
bool cn_window_size(int terminal, int *rows, int *columns);
/* Whether a SIGWINCH came since the last call. */
bool cn_take_window_change(void);
/* Bytes that the key of this terminfo name sends (kf1, khome …); NULL when there is none. Valid until cn_stop. */
const char *cn_key_string(const char *capability);
/* Whether the terminal speaks ECMA-48, so that DEC private modes may be sent. */
bool cn_speaks_ansi(void);
/* Sends a mode or a request, unless the terminal is not ours at the moment. */
bool cn_write_mode(int terminal, const char *sequence);
/* From this thread, writing to a terminal in whose background the process is does not stop it. */
void cn_defy_background(void);

int cn_eventfd(void);

/* A fresh pseudo-terminal, for tests: the master, and the slave opened without becoming the controlling terminal. */
bool cn_pty(int rows, int columns, int *master, int *slave);
bool cn_pty_resize(int master, int rows, int columns);
