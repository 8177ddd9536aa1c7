#include "cn_screen.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* The locale that LC_CTYPE would be taken from; NULL when none is named. */
static const char *named_locale(void) {
    const char *variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && *value != '\0') return value;
    }
    return NULL;
}

static bool asks_for_utf8(const char *locale) {
    return strcasestr(locale, "utf-8") != NULL || strcasestr(locale, "utf8") != NULL;
}

bool cn_locale(int input) {
    const char *name = named_locale();
    if (name == NULL) {
        /* Nobody says anything about the locale: the line discipline knows what the emulator speaks. */
        struct termios modes;
        if (tcgetattr(input, &modes) != 0 || (modes.c_iflag & IUTF8) == 0) return false;
        return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
    }
    if (setlocale(LC_CTYPE, "") == NULL) {
        return asks_for_utf8(name) && setlocale(LC_CTYPE, "C.UTF-8") != NULL;
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool cn_window_size(int terminal, int *rows, int *columns) {
    struct winsize size;
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return true;
}

static bool write_all(int terminal, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(terminal, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = terminal, .events = POLLOUT};
            if (poll(&ready, 1, 1000) == 1 && (ready.revents & POLLOUT) != 0) continue;
            return false;
        }
        if (written <= 0) return false;
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

bool cn_write_mode(int terminal, const char *sequence) {
    cn_lock_output();
    bool answer = atomic_load(&cn_restore_plan.armed) && write_all(terminal, sequence, strlen(sequence));
    cn_unlock_output();
    return answer;
}

void cn_defy_background(void) {
    sigset_t background;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, NULL);
}

int cn_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

bool cn_pty_resize(int master, int rows, int columns) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return ioctl(master, TIOCSWINSZ, &size) == 0;
}

bool cn_pty(int rows, int columns, int *master, int *slave) {
    int first = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (first < 0) return false;
    char path[64];
    if (grantpt(first) == 0 && unlockpt(first) == 0 && ptsname_r(first, path, sizeof path) == 0
        && cn_pty_resize(first, rows, columns)) {
        int second = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (second >= 0) {
            *master = first;
            *slave = second;
            return true;
        }
    }
    close(first);
    return false;
}
