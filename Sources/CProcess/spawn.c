#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

/// The limit of open files is the whole process's, and so is what is known of it: as it was found, and as it was raised.
static struct rlimit found_limit, raised_limit;
static bool is_raised = false;
static pthread_mutex_t limit_lock = PTHREAD_MUTEX_INITIALIZER;

void cp_raise_file_limit(void) {
    pthread_mutex_lock(&limit_lock);
    if (!is_raised && getrlimit(RLIMIT_NOFILE, &found_limit) == 0 && found_limit.rlim_cur < found_limit.rlim_max) {
        raised_limit = (struct rlimit){.rlim_cur = found_limit.rlim_max, .rlim_max = found_limit.rlim_max};
        is_raised = setrlimit(RLIMIT_NOFILE, &raised_limit) == 0;
    }
    pthread_mutex_unlock(&limit_lock);
}

uint64_t cp_file_limit(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? (uint64_t)limit.rlim_cur : 0;
}

static int open_terminal(uint16_t columns, uint16_t rows, int *master, char *slave, size_t capacity) {
    int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return errno;
    // Descriptors are given out from the lowest on: a high one says how few are left.
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && (rlim_t)fd + CP_SPARE_FILES >= limit.rlim_cur) {
        close(fd);
        return EMFILE;
    }
    int unlock = 0;
    unsigned int number = 0;
    if (ioctl(fd, TIOCSPTLCK, &unlock) != 0 || ioctl(fd, TIOCGPTN, &number) != 0) {
        int error = errno;
        close(fd);
        return error;
    }
    cp_set_size(fd, columns, rows);
    snprintf(slave, capacity, "/dev/pts/%u", number);
    *master = fd;
    return 0;
}

static int prepare_attributes(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawnattr_setsigmask(attributes, &none);
    if (error == 0) error = posix_spawnattr_setsigdefault(attributes, &all);
    short flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    if (error == 0) error = posix_spawnattr_setflags(attributes, flags);
    return error;
}

// The slave is opened in the child after setsid: that makes it the controlling terminal.
static int prepare_actions(posix_spawn_file_actions_t *actions, const char *slave, const char *directory) {
    int error = posix_spawn_file_actions_addopen(actions, 0, slave, O_RDWR, 0);
    if (error == 0) error = posix_spawn_file_actions_adddup2(actions, 0, 1);
    if (error == 0) error = posix_spawn_file_actions_adddup2(actions, 0, 2);
    if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    if (error == 0) error = posix_spawn_file_actions_addchdir_np(actions, directory);
    return error;
}

static int spawn_on(
    const char *slave, const char *path, char *const argv[], char *const envp[], const char *directory, pid_t *pid) {
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    int error = posix_spawnattr_init(&attributes);
    if (error != 0) return error;
    error = posix_spawn_file_actions_init(&actions);
    if (error != 0) {
        posix_spawnattr_destroy(&attributes);
        return error;
    }
    error = prepare_attributes(&attributes);
    if (error == 0) error = prepare_actions(&actions, slave, directory);
    if (error == 0) error = posix_spawn(pid, path, &actions, &attributes, argv, envp);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error;
}

/// Spawns with the limit of open files that commands get, which only a parent can hand on. Where so many files are open that
/// other threads could feel it, the child gets it a moment after it has begun.
static int spawn_limited(
    int newest, const char *slave, const char *path, char *const argv[], char *const envp[], const char *directory,
    pid_t *pid) {
    pthread_mutex_lock(&limit_lock);
    bool is_roomy = (rlim_t)newest + CP_SPARE_FILES < found_limit.rlim_cur;
    bool is_lowered = is_raised && is_roomy && setrlimit(RLIMIT_NOFILE, &found_limit) == 0;
    int error = spawn_on(slave, path, argv, envp, directory, pid);
    if (is_lowered) {
        setrlimit(RLIMIT_NOFILE, &raised_limit);
    } else if (is_raised && error == 0) {
        prlimit(*pid, RLIMIT_NOFILE, &found_limit, NULL);
    }
    pthread_mutex_unlock(&limit_lock);
    return error;
}

int cp_spawn(
    const char *path, char *const argv[], char *const envp[], const char *directory, uint16_t columns, uint16_t rows,
    struct cp_spawned *spawned, enum cp_spawn_stage *stage) {
    char slave[32];
    *stage = CP_STAGE_TERMINAL;
    int error = open_terminal(columns, rows, &spawned->master, slave, sizeof slave);
    if (error != 0) return error;
    *stage = CP_STAGE_PROCESS;
    error = spawn_limited(spawned->master, slave, path, argv, envp, directory, &spawned->pid);
    if (error != 0) {
        close(spawned->master);
        spawned->master = -1;
        return error;
    }
    spawned->pidfd = cp_pidfd_open(spawned->pid);
    struct cp_process process;
    spawned->start = cp_process_read(spawned->pid, &process) == 0 ? process.start : 0;
    return 0;
}

static int check_executable(const char *path) {
    struct stat info;
    if (stat(path, &info) != 0) return errno;
    if (!S_ISREG(info.st_mode)) return EACCES;
    return faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0 ? 0 : errno;
}

int cp_find_executable(const char *search, const char *name, const char *directory, char *found, size_t capacity) {
    int result = ENOENT;
    for (const char *entry = search;; entry++) {
        size_t length = strcspn(entry, ":");
        int written;
        if (length > 0 && entry[0] == '/') {
            written = snprintf(found, capacity, "%.*s/%s", (int)length, entry, name);
        } else if (length > 0) {
            written = snprintf(found, capacity, "%s/%.*s/%s", directory, (int)length, entry, name);
        } else {
            written = snprintf(found, capacity, "%s/%s", directory, name);
        }
        int error = written < 0 || (size_t)written >= capacity ? ENAMETOOLONG : check_executable(found);
        if (error == 0) return 0;
        // Like execvp: the search goes on, but "there and forbidden" is the better answer at its end.
        if (error == EACCES) result = EACCES;
        entry += length;
        if (*entry == 0) return result;
    }
}

int cp_check_directory(const char *path) {
    struct stat info;
    if (stat(path, &info) != 0) return errno;
    if (!S_ISDIR(info.st_mode)) return ENOTDIR;
    return faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0 ? 0 : errno;
}

int cp_set_size(int terminal, uint16_t columns, uint16_t rows) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(terminal, TIOCSWINSZ, &size) == 0 ? 0 : errno;
}

int cp_terminal_modes(int terminal, struct cp_terminal_modes *modes) {
    struct termios settings;
    if (tcgetattr(terminal, &settings) != 0) return errno;
    modes->canonical = (settings.c_lflag & ICANON) != 0;
    modes->echo = (settings.c_lflag & ECHO) != 0;
    pid_t group = 0;
    modes->foreground = ioctl(terminal, TIOCGPGRP, &group) == 0 ? group : 0;
    int unread = 0;
    modes->unread = ioctl(terminal, FIONREAD, &unread) == 0 ? unread : -1;
    return 0;
}
