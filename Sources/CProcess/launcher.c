#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/// What the launcher knows; on the stack of its one thread.
struct launcher {
    /// The controlling terminal, or -1.
    int terminal;
    /// Our end of the socket, or -1 once the supervisor has closed its own.
    int link;
    int signals;
    pid_t supervisor;
    bool settings_known;
    struct termios settings;
    /// Since a hang-up: until when the supervisor may leave its screen, on the monotonic clock in milliseconds; 0: no hang-up.
    int64_t leaving;
    /// The end of the wait: the exit code to leave with.
    bool over;
    int code;
};

/// Our own failure, in the list of exit codes of `copilot-tui run`.
enum { OWN_FAILURE = 4 };

/// How long a supervisor may take to leave its screen after a hang-up, in milliseconds.
enum { LEAVE_MS = 1000 };

/// Undoes what a screen may have left on: synchronised output, mouse, focus reports, bracketed paste, application keys,
/// line drawing, colours, a hidden cursor, the alternate screen (xterm's ctlseqs).
static const char leave_screen[] =
    "\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1015l\033[?1004l\033[?2004l\033[?1l\033>"
    "\033(B\017\033[0m\033[?25h\033[?1049l";

static void write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(fd, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        bytes += count;
        length -= (size_t)count;
    }
}

static bool in_front(const struct launcher *self) {
    return self->terminal >= 0 && tcgetpgrp(self->terminal) == getpgrp();
}

static void open_terminal(struct launcher *self) {
    self->terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    for (int fd = 0; fd < 3 && self->terminal < 0; fd++) {
        if (isatty(fd)) self->terminal = fcntl(fd, F_DUPFD_CLOEXEC, 10);
    }
    self->settings_known = self->terminal >= 0 && tcgetattr(self->terminal, &self->settings) == 0;
}

/// Stops the job as the terminal would, until it is in front. An orphaned group cannot be stopped: after a few tries
/// nobody is there who could bring it to the front.
static void wait_for_front(const struct launcher *self) {
    for (int tries = 0; tries < 8 && self->terminal >= 0 && !in_front(self); tries++) kill(0, SIGTTIN);
}

/// Makes the terminal ours again, if the supervisor has it: a shell that took it in between keeps it.
static bool take_terminal_back(struct launcher *self) {
    if (self->terminal < 0) return false;
    pid_t front = tcgetpgrp(self->terminal);
    if (front == self->supervisor && tcsetpgrp(self->terminal, getpgrp()) == 0) front = getpgrp();
    if (front != getpgrp()) return false;
    if (self->settings_known) tcsetattr(self->terminal, TCSANOW, &self->settings);
    return true;
}

static void close_link(struct launcher *self) {
    if (self->link >= 0) close(self->link);
    self->link = -1;
}

static bool tell(const struct launcher *self, char byte) {
    return self->link >= 0 && send(self->link, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1;
}

/// The shell's job stops; when it goes on in front, the supervisor has the terminal again.
static void suspend(struct launcher *self, bool supervisor_stopped) {
    take_terminal_back(self);
    kill(0, SIGTSTP);
    wait_for_front(self);
    if (in_front(self)) tcsetpgrp(self->terminal, self->supervisor);
    if (supervisor_stopped) kill(-self->supervisor, SIGCONT);
    tell(self, CP_LAUNCHER_RESUMED);
}

static bool is_orderly(int code) {
    static const int codes[] = {0, 1, 2, 3, OWN_FAILURE, 128 + SIGINT, 128 + SIGTERM};
    for (size_t index = 0; index < sizeof codes / sizeof codes[0]; index++) {
        if (codes[index] == code) return true;
    }
    return false;
}

/// After a screen that did not leave by itself: what was typed since, and its mouse reports, are not for the shell.
static void restore_screen(const struct launcher *self) {
    tcflush(self->terminal, TCIFLUSH);
    write_all(self->terminal, leave_screen, sizeof leave_screen - 1);
}

static void supervisor_ended(struct launcher *self, const siginfo_t *info) {
    bool killed = info->si_code != CLD_EXITED;
    self->code = killed ? 128 + info->si_status : info->si_status;
    self->over = true;
    if (!take_terminal_back(self) || (!killed && is_orderly(self->code))) return;
    restore_screen(self);
}

static void look_after_supervisor(struct launcher *self) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    if (waitid(P_PID, (id_t)self->supervisor, &info, WEXITED | WSTOPPED | WNOHANG) != 0) {
        self->over = errno == ECHILD;
        self->code = OWN_FAILURE;
        return;
    }
    if (info.si_pid == 0) return;
    if (info.si_code == CLD_STOPPED) {
        suspend(self, true);
    } else {
        supervisor_ended(self, &info);
    }
}

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/// Leaves after a hang-up that the supervisor has not heard of, or not answered in time.
static void leave(struct launcher *self) {
    self->over = true;
    // If it was sent to us alone the terminal is there still, and the shell goes on with it.
    if (take_terminal_back(self)) restore_screen(self);
}

static void take_signal(struct launcher *self) {
    struct signalfd_siginfo signal;
    if (read(self->signals, &signal, sizeof signal) != (ssize_t)sizeof signal) return;
    int number = (int)signal.ssi_signo;
    if (number == SIGCHLD) {
        look_after_supervisor(self);
        return;
    }
    kill(-self->supervisor, number);
    if (number == SIGHUP) {
        self->code = 128 + SIGHUP;
        if (self->leaving != 0) return;
        // The supervisor first: what it gave the terminal back to later would find its screen undone.
        if (tell(self, CP_LAUNCHER_HUNG_UP)) {
            self->leaving = now_ms() + LEAVE_MS;
        } else {
            leave(self);
        }
    }
}

static void take_byte(struct launcher *self) {
    char byte;
    ssize_t count = read(self->link, &byte, 1);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (count <= 0) {
        close_link(self);
        if (self->leaving != 0) leave(self);
    } else if (byte == CP_LAUNCHER_SUSPEND) {
        suspend(self, false);
    } else if (byte == CP_LAUNCHER_DETACH) {
        take_terminal_back(self);
        self->over = true;
        if (self->leaving == 0) self->code = 0;
    }
}

static void watch(struct launcher *self) {
    while (!self->over) {
        struct pollfd ready[2] = {{.fd = self->signals, .events = POLLIN}, {.fd = self->link, .events = POLLIN}};
        int64_t left = self->leaving == 0 ? -1 : self->leaving - now_ms();
        if (self->leaving != 0 && left <= 0) {
            leave(self);
            return;
        }
        if (poll(ready, 2, (int)left) < 0) {
            if (errno == EINTR) continue;
            self->over = true;
            self->code = OWN_FAILURE;
            return;
        }
        // The socket first: a detach that was asked for counts even if the supervisor is gone already.
        if (ready[1].revents != 0) take_byte(self);
        if (!self->over && ready[0].revents != 0) take_signal(self);
    }
}

/// The environment with our two variables instead of inherited ones; freed by nobody, the launcher makes one.
static char **supervisor_environment(int link) {
    static char mark[] = CP_SUPERVISOR_VARIABLE "=1";
    static char number[sizeof CP_LAUNCHER_FD_VARIABLE + 16];
    size_t count = 0, kept = 0;
    while (environ[count] != NULL) count++;
    char **copy = calloc(count + 3, sizeof *copy);
    if (copy == NULL) return NULL;
    for (size_t index = 0; index < count; index++) {
        if (strncmp(environ[index], CP_SUPERVISOR_VARIABLE "=", sizeof CP_SUPERVISOR_VARIABLE) == 0) continue;
        if (strncmp(environ[index], CP_LAUNCHER_FD_VARIABLE "=", sizeof CP_LAUNCHER_FD_VARIABLE) == 0) continue;
        copy[kept++] = environ[index];
    }
    snprintf(number, sizeof number, CP_LAUNCHER_FD_VARIABLE "=%d", link);
    copy[kept++] = mark;
    copy[kept] = number;
    return copy;
}

static int spawn_supervisor(struct launcher *self, const char *executable, char *const argv[], int link) {
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    char **environment = supervisor_environment(link);
    if (environment == NULL) return ENOMEM;
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    // Onto itself: that takes the close-on-exec mark off.
    posix_spawn_file_actions_adddup2(&actions, link, link);
    // In the child, before exec: it never sees itself in the background.
    if (in_front(self)) posix_spawn_file_actions_addtcsetpgrp_np(&actions, self->terminal);
    int error = posix_spawn(&self->supervisor, executable, &actions, &attributes, argv, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    free(environment);
    return error;
}

static int prepare_signals(void) {
    // The terminal is handed over from the background as well.
    signal(SIGTTOU, SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGTSTP, SIG_DFL);
    signal(SIGTTIN, SIG_DFL);
    sigset_t taken;
    sigemptyset(&taken);
    const int signals[] = {SIGCHLD, SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2};
    for (size_t index = 0; index < sizeof signals / sizeof signals[0]; index++) sigaddset(&taken, signals[index]);
    sigprocmask(SIG_SETMASK, &taken, NULL);
    return signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK);
}

int cp_launcher_main(const char *executable, char *const argv[]) {
    struct launcher self = {.terminal = -1, .link = -1};
    int ends[2] = {-1, -1};
    self.signals = prepare_signals();
    open_terminal(&self);
    wait_for_front(&self);
    int error = self.signals < 0 ? errno : 0;
    if (error == 0 && socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) error = errno;
    if (error == 0) {
        self.link = ends[0];
        error = spawn_supervisor(&self, executable, argv, ends[1]);
    }
    if (error != 0) {
        dprintf(2, "copilot-tui: %s could not be started: %s\n", executable, strerror(error));
        return OWN_FAILURE;
    }
    close(ends[1]);
    watch(&self);
    close_link(&self);
    return self.code;
}
