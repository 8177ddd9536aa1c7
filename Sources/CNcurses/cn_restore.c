#include "cn_screen.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <time.h>
#include <unistd.h>

cn_restore cn_restore_plan;

static pthread_mutex_t output_lock = PTHREAD_MUTEX_INITIALIZER;

void cn_lock_output(void) { pthread_mutex_lock(&output_lock); }

void cn_unlock_output(void) { pthread_mutex_unlock(&output_lock); }

/* Appends a terminfo string without its padding, which is for terminals on serial lines. */
static void append(const char *text) {
    cn_restore *plan = &cn_restore_plan;
    if (text == NULL || text == (const char *)-1) return;
    while (*text != '\0' && plan->count < sizeof plan->bytes) {
        if (text[0] == '$' && text[1] == '<') {
            const char *end = strchr(text, '>');
            if (end != NULL) {
                text = end + 1;
                continue;
            }
        }
        plan->bytes[plan->count++] = *text++;
    }
}

bool cn_restore_prepare(int input, int output) {
    cn_restore *plan = &cn_restore_plan;
    if (tcgetattr(input, &plan->found) != 0) return false;
    plan->output = output;
    plan->count = 0;
    if (cn_speaks_ansi()) append("\033[?2026l\033[?1006l\033[?1000l\033[?2004l");
    plan->modes = plan->count;
    append(tigetstr("sgr0"));
    append(tigetstr("op"));
    append(tigetstr("rmcup"));
    append(tigetstr("cnorm"));
    return true;
}

/* A terminal that takes no bytes must not hold up an exit. */
static void write_within(int terminal, const char *bytes, size_t count) {
    while (count > 0) {
        struct pollfd ready = {.fd = terminal, .events = POLLOUT};
        if (poll(&ready, 1, 200) != 1 || (ready.revents & POLLOUT) == 0) return;
        ssize_t written = write(terminal, bytes, count);
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

/* Writes the first bytes of the plan, and sets the line discipline when asked to. */
static void restore(size_t bytes, bool line) {
    cn_restore *plan = &cn_restore_plan;
    int error = errno;
    /* From the background, tcsetattr would stop the process. */
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &before);
    write_within(plan->output, plan->bytes, bytes);
    if (line) tcsetattr(plan->output, TCSANOW, &plan->found);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
}

void cn_restore_modes(void) { restore(cn_restore_plan.modes, false); }

void cn_restore_line(void) {
    if (atomic_exchange(&cn_restore_plan.armed, false)) restore(0, true);
}

void cn_restore_now(void) {
    if (atomic_exchange(&cn_restore_plan.armed, false)) restore(cn_restore_plan.count, true);
}

static void restore_at_exit(void) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 1;
    bool locked = pthread_mutex_timedlock(&output_lock, &until) == 0;
    cn_restore_now();
    if (locked) pthread_mutex_unlock(&output_lock);
}

__attribute__((constructor)) static void register_restore(void) { atexit(restore_at_exit); }

/* --- Crashes --- */

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT};
#define CRASHES (sizeof crashes / sizeof crashes[0])
static struct sigaction crash_before[CRASHES];
static atomic_bool watching_crashes;

static void crashed(int number) {
    cn_restore_now();
    for (size_t i = 0; i < CRASHES; i++) {
        if (crashes[i] == number) sigaction(number, &crash_before[i], NULL);
    }
    /* Blocked until this handler returns; then it meets the disposition from before. */
    raise(number);
}

void cn_restore_on_crash(void) {
    if (atomic_exchange(&watching_crashes, true)) return;
    struct sigaction action = {.sa_handler = crashed, .sa_flags = SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &crash_before[i]);
}
