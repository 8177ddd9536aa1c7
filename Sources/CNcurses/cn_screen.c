#include "cn_screen.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
/* term.h names capabilities by macros of one word. */
#undef columns
#undef lines
#include <unistd.h>
#include <wchar.h>

/* Of one row; wider terminals show their first columns. */
#define MAX_COLUMNS 4096

static struct {
    atomic_bool taken;
    SCREEN *screen;
    FILE *input;
    FILE *output;
    bool color;
    bool suspended;
    bool cursor_shown;
    char *direct; /* the variable that brings direct colour, when it is wanted */
} state;

/* --- Signals --- */

static const int borrowed[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
#define BORROWED (sizeof borrowed / sizeof borrowed[0])
static struct sigaction found_actions[BORROWED];
static atomic_int wake_descriptor = -1;
static atomic_bool window_changed;

static void window_change(int number) {
    (void)number;
    int error = errno;
    uint64_t one = 1;
    atomic_store(&window_changed, true);
    int wake = atomic_load(&wake_descriptor);
    if (wake >= 0) {
        ssize_t ignored = write(wake, &one, sizeof one);
        (void)ignored;
    }
    errno = error;
}

bool cn_take_window_change(void) { return atomic_exchange(&window_changed, false); }

/* newterm installs handlers that end the process at SIGTERM: a supervisor has its own. */
static void keep_signals(void) {
    for (size_t i = 0; i < BORROWED; i++) sigaction(borrowed[i], NULL, &found_actions[i]);
}

static void return_signals(void) {
    for (size_t i = 0; i < BORROWED; i++) sigaction(borrowed[i], &found_actions[i], NULL);
}

/* Only what was ours to the end: whoever has the other signals may have taken them since. */
static void return_window(void) {
    struct sigaction now;
    if (sigaction(SIGWINCH, NULL, &now) != 0 || now.sa_handler != window_change) return;
    for (size_t i = 0; i < BORROWED; i++) {
        if (borrowed[i] == SIGWINCH) sigaction(SIGWINCH, &found_actions[i], NULL);
    }
}

static void watch_window(int wake) {
    struct sigaction action = {.sa_handler = window_change, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    atomic_store(&wake_descriptor, wake);
    sigaction(SIGWINCH, &action, NULL);
}

/* --- Life --- */

static bool has(const char *capability) {
    const char *text = tigetstr(capability);
    return text != NULL && text != (const char *)-1 && *text != '\0';
}

const char *cn_key_string(const char *capability) {
    if (!atomic_load(&state.taken) || !has(capability)) return NULL;
    return tigetstr(capability);
}

bool cn_speaks_ansi(void) {
    const char *move = tigetstr("cup");
    return move != NULL && move != (const char *)-1 && strncmp(move, "\033[", 2) == 0;
}

/* Looks the terminal up before ncurses does, which would say less about what is wrong. */
static int examine(const cn_setup *setup) {
    int found = 0;
    state.direct = NULL;
    if (setup->terminal == NULL || *setup->terminal == '\0') return CN_UNKNOWN_TERMINAL;
    if (setupterm(setup->terminal, setup->output, &found) != OK) {
        /* 1 is a hardcopy terminal, 0 an unknown or generic one, -1 no database. */
        return found == 1 ? CN_UNUSABLE_TERMINAL : CN_UNKNOWN_TERMINAL;
    }
    int answer = CN_OK;
    if (!has("cup") || tigetflag("hc") > 0) answer = CN_UNUSABLE_TERMINAL;
    if (answer == CN_OK && !cn_restore_prepare(setup->input, setup->output)) answer = CN_NOT_A_TERMINAL;
    /* Kept for the life of the process: see cn_newterm_with. */
    /* Entries that have direct colour (xterm-direct) number their colours in other ways: ours replaces it. */
    if (answer == CN_OK && setup->color && (setup->direct_color || tigetnum("colors") > 256)) {
        state.direct = cn_direct_terminfo(setup->terminal);
    }
    del_curterm(cur_term);
    return answer;
}

static FILE *stream(int descriptor, const char *mode) {
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    if (copy < 0) return NULL;
    FILE *file = fdopen(copy, mode);
    if (file == NULL) close(copy);
    return file;
}

static void close_streams(void) {
    if (state.input != NULL) fclose(state.input);
    if (state.output != NULL) fclose(state.output);
    state.input = NULL;
    state.output = NULL;
}

static int open_screen(const cn_setup *setup) {
    state.input = stream(setup->input, "r");
    state.output = stream(setup->output, "w");
    if (state.input == NULL || state.output == NULL) return CN_SYSTEM;
    /* LINES and COLUMNS of a shell are stale as soon as the window changes. */
    use_env(FALSE);
    use_tioctl(TRUE);
    atomic_store(&cn_restore_plan.armed, true);
    keep_signals();
    if (state.direct != NULL) {
        state.screen = cn_newterm_with(state.direct, setup->terminal, state.output, state.input);
    }
    if (state.screen == NULL) state.screen = newterm(setup->terminal, state.output, state.input);
    return_signals();
    if (state.screen == NULL) {
        cn_restore_now();
        return CN_UNUSABLE_TERMINAL;
    }
    return CN_OK;
}

static void set_modes(const cn_setup *setup) {
    raw();
    noecho();
    nonl();
    typeahead(-1);
    scrollok(stdscr, FALSE);
    idcok(stdscr, FALSE);
    curs_set(0);
    state.cursor_shown = false;
    leaveok(stdscr, TRUE);
    state.suspended = false;
    state.color = setup->color && has_colors() && start_color() == OK
        && (COLORS <= 256 || state.direct != NULL) && use_default_colors() == OK;
    int rows = 0, columns = 0;
    if (cn_window_size(setup->output, &rows, &columns)) cn_resize(rows, columns);
}

int cn_start(cn_setup *setup) {
    setup->error_number = 0;
    if (!isatty(setup->input) || !isatty(setup->output)) return CN_NOT_A_TERMINAL;
    if (atomic_exchange(&state.taken, true)) return CN_BUSY;
    int answer = examine(setup);
    if (answer == CN_OK) answer = open_screen(setup);
    if (answer != CN_OK) {
        setup->error_number = errno;
        close_streams();
        atomic_store(&state.taken, false);
        return answer;
    }
    set_modes(setup);
    watch_window(setup->wake);
    return CN_OK;
}

/* Whether bytes may go out; the output lock is held. */
static bool may_write(void) {
    return state.screen != NULL && !state.suspended && atomic_load(&cn_restore_plan.armed);
}

static void leave(void) {
    cn_restore_modes();
    endwin();
    cn_restore_line();
}

void cn_stop(void) {
    if (!atomic_load(&state.taken) || state.screen == NULL) return;
    cn_lock_output();
    atomic_store(&wake_descriptor, -1);
    return_window();
    /* After an emergency the terminal is back already, and may be another program's by now. */
    if (may_write()) leave();
    delscreen(state.screen);
    state.screen = NULL;
    close_streams();
    cn_unlock_output();
    atomic_store(&state.taken, false);
}

void cn_suspend(void) {
    cn_lock_output();
    if (may_write()) {
        def_prog_mode();
        leave();
        state.suspended = true;
    }
    cn_unlock_output();
}

void cn_resume(void) {
    cn_lock_output();
    if (state.screen != NULL && state.suspended) {
        /* What the shell set meanwhile is what has to come back at the end. */
        struct termios now;
        if (tcgetattr(cn_restore_plan.output, &now) == 0) {
            cn_restore_plan.found = now;
            def_shell_mode();
        }
        state.suspended = false;
        atomic_store(&cn_restore_plan.armed, true);
        reset_prog_mode();
        clearok(curscr, TRUE);
        curs_set(state.cursor_shown ? 1 : 0);
    }
    cn_unlock_output();
}

/* --- Drawing --- */

int cn_rows(void) { return state.screen != NULL ? LINES : 0; }

int cn_columns(void) { return state.screen != NULL ? COLS : 0; }

bool cn_resize(int rows, int columns) {
    if (state.screen == NULL || rows < 1 || columns < 1 || rows > MAX_COLUMNS || columns > MAX_COLUMNS) return false;
    if (rows == LINES && columns == COLS) return true;
    return resizeterm(rows, columns) == OK;
}

int cn_colors(void) { return state.screen != NULL && state.color ? COLORS : 0; }

int cn_pairs(void) { return state.screen != NULL && state.color ? COLOR_PAIRS : 0; }

bool cn_define_pair(int pair, int foreground, int background) {
    return state.screen != NULL && state.color && init_extended_pair(pair, foreground, background) == OK;
}

void cn_forget_pairs(void) {
    if (state.screen != NULL && state.color) reset_color_pairs();
}

static attr_t attributes(uint32_t bits) {
    attr_t result = A_NORMAL;
    if (bits & CN_BOLD) result |= A_BOLD;
    if (bits & CN_DIM) result |= A_DIM;
    if (bits & CN_ITALIC) result |= A_ITALIC;
    if (bits & CN_UNDERLINE) result |= A_UNDERLINE;
    if (bits & CN_REVERSE) result |= A_REVERSE;
    return result;
}

void cn_put(int row, int column, const cn_cell *cells, int count) {
    static cchar_t line[MAX_COLUMNS + 1];
    if (state.screen == NULL || row < 0 || row >= LINES || column < 0) return;
    int used = 0;
    for (int i = 0; i < count && used < MAX_COLUMNS; i++) {
        const cn_cell *cell = &cells[i];
        if (cell->scalars[0] == 0) continue;
        wchar_t text[CN_SCALARS + 1] = {0};
        for (int j = 0; j < CN_SCALARS; j++) text[j] = (wchar_t)cell->scalars[j];
        int pair = cell->pair;
        if (setcchar(&line[used], text, attributes(cell->attributes), 0, &pair) != OK) {
            setcchar(&line[used], L"?", A_NORMAL, 0, NULL);
        }
        used++;
    }
    mvwadd_wchnstr(stdscr, row, column, line, used);
}

void cn_cursor(int row, int column) {
    if (state.screen == NULL || state.suspended) return;
    bool shown = row >= 0 && row < LINES && column >= 0 && column < COLS;
    cn_lock_output();
    if (may_write() && shown != state.cursor_shown) {
        curs_set(shown ? 1 : 0);
        leaveok(stdscr, !shown);
        state.cursor_shown = shown;
    }
    cn_unlock_output();
    if (shown) wmove(stdscr, row, column);
}

void cn_repaint(void) {
    if (state.screen != NULL) clearok(curscr, TRUE);
}

void cn_flush(void) {
    cn_lock_output();
    if (may_write()) {
        wnoutrefresh(stdscr);
        doupdate();
    }
    cn_unlock_output();
}

int cn_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
