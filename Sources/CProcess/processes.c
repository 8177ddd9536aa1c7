#define _GNU_SOURCE
#include "CProcess.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int cp_process_read(pid_t pid, struct cp_process *process) {
    char path[48], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno;
    ssize_t length = read(fd, text, sizeof text - 1);
    int error = errno;
    close(fd);
    if (length <= 0) return length < 0 ? error : ESRCH;
    text[length] = 0;
    // The name may hold anything, closing parentheses too; what follows it does not.
    char *rest = strrchr(text, ')');
    if (rest == NULL) return ESRCH;
    int parent, group, session;
    char state;
    unsigned long long start;
    int fields = sscanf(
        rest + 1,
        " %c %d %d %d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
        &state, &parent, &group, &session, &start);
    if (fields != 5) return ESRCH;
    *process = (struct cp_process){
        .pid = pid, .parent = parent, .group = group, .session = session, .start = start, .state = state};
    return 0;
}

/// Whether a process that could not be read is gone, or somebody else's (proc(5), hidepid): then it is no concern of ours.
static bool is_answer(int error) { return error == ENOENT || error == ESRCH || error == EACCES || error == EPERM; }

ssize_t cp_process_list(struct cp_process *list, size_t capacity) {
    DIR *folder = opendir("/proc");
    if (folder == NULL) return -1;
    size_t count = 0;
    int error = 0;
    while (error == 0) {
        errno = 0;
        struct dirent *entry = readdir(folder);
        if (entry == NULL) {
            error = errno;
            break;
        }
        if (!isdigit((unsigned char)entry->d_name[0])) continue;
        struct cp_process process;
        int failed = cp_process_read((pid_t)atoi(entry->d_name), &process);
        if (failed != 0) {
            if (!is_answer(failed)) error = failed;
            continue;
        }
        if (count < capacity) list[count] = process;
        count++;
    }
    closedir(folder);
    return error == 0 ? (ssize_t)count : -1;
}

ssize_t cp_main_thread_children(pid_t *pids, size_t capacity) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *file = fopen(path, "re");
    if (file == NULL) return -1;
    size_t count = 0;
    for (int pid; fscanf(file, "%d", &pid) == 1; count++) {
        if (count < capacity) pids[count] = pid;
    }
    fclose(file);
    return (ssize_t)count;
}

/// A variable that is looked for, and how much of its entry has been seen.
struct field {
    const char *prefix;
    char *value;
    size_t capacity;
    bool done;
};

static void take_entry(struct field *fields, const char *entry, size_t length, bool whole) {
    for (int index = 0; index < 3; index++) {
        struct field *field = &fields[index];
        size_t prefix = strlen(field->prefix);
        if (field->done || length < prefix || memcmp(entry, field->prefix, prefix) != 0) continue;
        field->done = true;
        if (whole && length - prefix < field->capacity) {
            memcpy(field->value, entry + prefix, length - prefix);
            field->value[length - prefix] = 0;
        }
    }
}

static int scan_environment(int fd, struct field *fields) {
    char chunk[16384], entry[1280];
    size_t length = 0;
    bool whole = true;
    // Linux allows 128 KiB a variable and 6 MiB in all (execve(2)); no more is read.
    for (int rounds = 0; rounds < 512; rounds++) {
        ssize_t count = read(fd, chunk, sizeof chunk);
        if (count < 0) return errno;
        if (count == 0) break;
        for (const char *at = chunk, *end = chunk + count; at < end;) {
            const char *stop = memchr(at, 0, (size_t)(end - at));
            size_t part = (size_t)((stop != NULL ? stop : end) - at);
            size_t fits = sizeof entry - length < part ? sizeof entry - length : part;
            memcpy(entry + length, at, fits);
            length += fits;
            whole = whole && fits == part;
            at += part;
            if (stop == NULL) continue;
            take_entry(fields, entry, length, whole);
            length = 0;
            whole = true;
            at++;
        }
        if (fields[0].done && fields[1].done && fields[2].done) break;
    }
    return 0;
}

int cp_process_marker(pid_t pid, struct cp_marker *marker) {
    char path[48];
    marker->run[0] = marker->task[0] = marker->attempt[0] = 0;
    snprintf(path, sizeof path, "/proc/%d/environ", (int)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return is_answer(errno) ? 0 : -1;
    struct field fields[3] = {
        {"COPILOT_RUN=", marker->run, sizeof marker->run, false},
        {"COPILOT_TASK=", marker->task, sizeof marker->task, false},
        {"COPILOT_ATTEMPT=", marker->attempt, sizeof marker->attempt, false},
    };
    int error = scan_environment(fd, fields);
    close(fd);
    if (error != 0 && !is_answer(error)) return -1;
    return marker->run[0] != 0;
}

int cp_signal_process(pid_t pid, uint64_t start, int signal) {
    if (pid <= 1 || pid == getpid()) return EINVAL;
    int fd = cp_pidfd_open(pid);
    if (fd < 0 && errno == ESRCH) return ESRCH;
    struct cp_process now;
    // With the pidfd held, an unchanged start time proves that it is the one we mean.
    int error = cp_process_read(pid, &now);
    if (error == 0 && now.start != start) error = ESRCH;
    if (error == 0) {
        long result = fd >= 0 ? syscall(SYS_pidfd_send_signal, fd, signal, NULL, 0) : kill(pid, signal);
        if (result != 0) error = errno;
    }
    if (fd >= 0) close(fd);
    return error;
}

int cp_signal_group(pid_t group, int signal) {
    if (group <= 1 || group == getpgrp()) return EINVAL;
    return kill(-group, signal) == 0 ? 0 : errno;
}
