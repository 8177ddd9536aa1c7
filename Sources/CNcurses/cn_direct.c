#include "cn_screen.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

/* ncurses uses direct colour only where a terminfo entry says so, and almost none does: emulators announce it by
 * COLORTERM instead. So the loaded entry is written out once more in its compiled form (term(5), 32-bit numbers) with
 * `RGB` and the sequences for it, and handed to newterm as `TERMINFO=hex:…`, which ncurses reads since 6.1. */

#define MOST_BYTES 16384
#define MAGIC_32_BIT 01036
#define COLORS_DIRECT 0x1000000
#define PAIRS_DIRECT 0x10000

/* A colour below 256 is one of the palette, any other one 0xRRGGBB. */
#define DIRECT(kind) \
    "\033[%?%p1%{8}%<%t" kind "%p1%d%e%p1%{256}%<%t" kind "8;5;%p1%d%e" kind \
    "8;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"

typedef struct {
    unsigned char bytes[MOST_BYTES];
    size_t count;
    bool overflowed;
} image;

static void add(image *to, const void *bytes, size_t count) {
    if (to->count + count > sizeof to->bytes) {
        to->overflowed = true;
        return;
    }
    memcpy(to->bytes + to->count, bytes, count);
    to->count += count;
}

static void add_number(image *to, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
        unsigned char byte = (unsigned char)((unsigned)value >> (8 * i));
        add(to, &byte, 1);
    }
}

static void pad(image *to) {
    if (to->count % 2 != 0) add_number(to, 0, 1);
}

static int count_names(NCURSES_CONST char *const *names) {
    int count = 0;
    while (names[count] != NULL) count++;
    return count;
}

static int number_of(const char *name) {
    if (strcmp(name, "colors") == 0) return COLORS_DIRECT;
    if (strcmp(name, "pairs") == 0) return PAIRS_DIRECT;
    if (strcmp(name, "ncv") == 0) return -1;
    int value = tigetnum(name);
    return value < 0 ? -1 : value;
}

static const char *string_of(const char *name) {
    if (strcmp(name, "setaf") == 0) return DIRECT("3");
    if (strcmp(name, "setab") == 0) return DIRECT("4");
    const char *absent[] = {"setf", "setb", "initc", "initp", "oc"};
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        if (strcmp(name, absent[i]) == 0) return NULL;
    }
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

/* The part that every entry has; the strings' table goes to `table`. */
static void add_standard(image *to, image *table, const char *terminal) {
    int flags = count_names(boolnames), numbers = count_names(numnames), strings = count_names(strnames);
    image offsets = {.count = 0};
    for (int i = 0; i < strings; i++) {
        const char *text = string_of(strnames[i]);
        add_number(&offsets, text == NULL ? -1 : (int)table->count, 2);
        if (text != NULL) add(table, text, strlen(text) + 1);
    }
    const int header[] = {MAGIC_32_BIT, (int)strlen(terminal) + 1, flags, numbers, strings, (int)table->count};
    for (size_t i = 0; i < 6; i++) add_number(to, header[i], 2);
    add(to, terminal, strlen(terminal) + 1);
    for (int i = 0; i < flags; i++) {
        bool changes_colors = strcmp(boolnames[i], "ccc") == 0;
        add_number(to, !changes_colors && tigetflag(boolnames[i]) > 0, 1);
    }
    pad(to);
    for (int i = 0; i < numbers; i++) add_number(to, number_of(numnames[i]), 4);
    add(to, offsets.bytes, offsets.count);
    add(to, table->bytes, table->count);
    pad(to);
    to->overflowed |= table->overflowed;
}

/* One flag that terminfo does not know by itself: RGB. */
static void add_extended(image *to) {
    /* flags, numbers, strings, entries of the table, its bytes */
    const int header[] = {1, 0, 0, 1, 4};
    for (size_t i = 0; i < 5; i++) add_number(to, header[i], 2);
    add_number(to, 1, 1);
    pad(to);
    add_number(to, 0, 2);
    add(to, "RGB", 4);
}

char *cn_direct_terminfo(const char *terminal) {
    static const char digits[] = "0123456789ABCDEF";
    static const char prefix[] = "TERMINFO=hex:";
    image *whole = calloc(1, sizeof *whole), *table = calloc(1, sizeof *table);
    char *text = NULL;
    if (whole != NULL && table != NULL && strlen(terminal) < 128) {
        add_standard(whole, table, terminal);
        add_extended(whole);
        if (!whole->overflowed) text = malloc(sizeof prefix + 2 * whole->count);
    }
    if (text != NULL) {
        size_t used = sizeof prefix - 1;
        memcpy(text, prefix, used);
        for (size_t i = 0; i < whole->count; i++) {
            text[used++] = digits[whole->bytes[i] >> 4];
            text[used++] = digits[whole->bytes[i] & 15];
        }
        text[used] = '\0';
    }
    free(whole);
    free(table);
    return text;
}

SCREEN *cn_newterm_with(char *variable, const char *terminal, FILE *output, FILE *input) {
    size_t count = 0;
    while (environ != NULL && environ[count] != NULL) count++;
    char **changed = calloc(count + 2, sizeof *changed);
    if (changed == NULL) return NULL;
    size_t used = 0;
    changed[used++] = variable;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(environ[i], "TERMINFO=", 9) != 0) changed[used++] = environ[i];
    }
    /* A pointer is swapped and nothing is moved: a getenv elsewhere reads one list or the other. The list stays
     * allocated for the same reason; it is made once in the life of a screen. */
    char **found = environ;
    environ = changed;
    SCREEN *screen = newterm(terminal, output, input);
    environ = found;
    return screen;
}
