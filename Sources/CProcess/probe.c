#define _GNU_SOURCE
#include "CProcess.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <unistd.h>

// Linux's majors (Documentation/admin-guide/devices.txt): pseudo-terminals are 136 with 20-bit minors, 5:0 is /dev/tty,
// 5:2 a master.
enum { TERMINAL_MAJOR = 136, SPECIAL_MAJOR = 5, CONTROLLING_MINOR = 0, MASTER_MINOR = 2 };

static ssize_t read_file(int folder, const char *name, char *text, size_t capacity) {
    int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    ssize_t length = read(fd, text, capacity - 1);
    int error = errno;
    close(fd);
    errno = error;
    if (length >= 0) text[length] = 0;
    return length;
}

int cp_open_process(pid_t pid) {
    char path[32];
    snprintf(path, sizeof path, "/proc/%d", (int)pid);
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int cp_see_process(int folder, struct cp_seen_process *process) {
    char text[1024];
    ssize_t length = read_file(folder, "stat", text, sizeof text);
    if (length <= 0) return length < 0 ? errno : ESRCH;
    char *name = strchr(text, '('), *rest = strrchr(text, ')');
    if (name == NULL || rest == NULL || rest < name) return ESRCH;
    int parent, group, session, terminal, terminal_group;
    unsigned long long user, system, start;
    char state;
    int fields = sscanf(
        rest + 1, " %c %d %d %d %d %d %*u %*u %*u %*u %*u %llu %llu %*d %*d %*d %*d %*d %*d %llu", &state, &parent,
        &group, &session, &terminal, &terminal_group, &user, &system, &start);
    if (fields != 9) return ESRCH;
    unsigned device = (unsigned)terminal;
    unsigned device_major = (device >> 8) & 0xfff, device_minor = (device & 0xff) | ((device >> 12) & 0xfff00);
    *process = (struct cp_seen_process){
        .parent = parent, .group = group, .session = session, .terminal_group = terminal_group,
        .terminal = device_major == TERMINAL_MAJOR ? (int)device_minor : -1,
        .start = start, .ticks = user + system, .state = state};
    size_t count = (size_t)(rest - name - 1);
    if (count >= sizeof process->command) count = sizeof process->command - 1;
    memcpy(process->command, name + 1, count);
    process->command[count] = 0;
    return 0;
}

static ssize_t read_numbers(int folder, const char *name, int *numbers, size_t capacity) {
    int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return -1;
    DIR *entries = fdopendir(fd);
    if (entries == NULL) {
        close(fd);
        return -1;
    }
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        if (!isdigit((unsigned char)entry->d_name[0])) continue;
        if (count < capacity) numbers[count] = atoi(entry->d_name);
        count++;
    }
    closedir(entries);
    return (ssize_t)count;
}

ssize_t cp_see_threads(int folder, pid_t *threads, size_t capacity) {
    return read_numbers(folder, "task", threads, capacity);
}

ssize_t cp_see_descriptors(int folder, int *numbers, size_t capacity) {
    return read_numbers(folder, "fd", numbers, capacity);
}

ssize_t cp_see_children(int folder, pid_t thread, pid_t *pids, size_t capacity) {
    char name[48], text[4096];
    snprintf(name, sizeof name, "task/%d/children", (int)thread);
    int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT && faccessat(folder, "stat", F_OK, 0) == 0 ? -1 : 0;
    size_t count = 0;
    long long number = 0;
    int has_digits = 0;
    for (ssize_t length; (length = read(fd, text, sizeof text)) > 0;) {
        for (ssize_t at = 0; at < length; at++) {
            if (isdigit((unsigned char)text[at])) {
                number = number * 10 + (text[at] - '0');
                has_digits = 1;
                continue;
            }
            if (has_digits && count < capacity) pids[count] = (pid_t)number;
            count += has_digits ? 1 : 0;
            number = 0;
            has_digits = 0;
        }
        if (count >= capacity) break;
    }
    close(fd);
    return (ssize_t)count;
}

struct known_call {
    long number;
    enum cp_call call;
    const char *name;
};

// The numbers are those of the architecture that this is compiled for.
static const struct known_call known_calls[] = {
    {SYS_read, CP_CALL_READ, "read"},
    {SYS_readv, CP_CALL_READ, "readv"},
    {SYS_pread64, CP_CALL_READ, "pread64"},
    {SYS_preadv, CP_CALL_READ, "preadv"},
    {SYS_preadv2, CP_CALL_READ, "preadv2"},
#ifdef SYS_poll
    {SYS_poll, CP_CALL_POLL, "poll"},
#endif
    {SYS_ppoll, CP_CALL_PPOLL, "ppoll"},
#ifdef SYS_select
    {SYS_select, CP_CALL_SELECT, "select"},
#endif
    {SYS_pselect6, CP_CALL_SELECT, "pselect6"},
#ifdef SYS_epoll_wait
    {SYS_epoll_wait, CP_CALL_EPOLL, "epoll_wait"},
#endif
    {SYS_epoll_pwait, CP_CALL_EPOLL, "epoll_pwait"},
#ifdef SYS_epoll_pwait2
    {SYS_epoll_pwait2, CP_CALL_EPOLL2, "epoll_pwait2"},
#endif
#ifdef SYS_io_uring_enter
    {SYS_io_uring_enter, CP_CALL_RING, "io_uring_enter"},
#endif
    {SYS_restart_syscall, CP_CALL_RESTART, "restart_syscall"},
    {SYS_wait4, CP_CALL_OTHER, "wait4"},
    {SYS_waitid, CP_CALL_OTHER, "waitid"},
    {SYS_futex, CP_CALL_OTHER, "futex"},
    {SYS_nanosleep, CP_CALL_OTHER, "nanosleep"},
    {SYS_clock_nanosleep, CP_CALL_OTHER, "clock_nanosleep"},
    {SYS_write, CP_CALL_OTHER, "write"},
    {SYS_writev, CP_CALL_OTHER, "writev"},
    {SYS_recvfrom, CP_CALL_OTHER, "recvfrom"},
    {SYS_recvmsg, CP_CALL_OTHER, "recvmsg"},
    {SYS_accept, CP_CALL_OTHER, "accept"},
    {SYS_accept4, CP_CALL_OTHER, "accept4"},
    {SYS_connect, CP_CALL_OTHER, "connect"},
    {SYS_flock, CP_CALL_OTHER, "flock"},
    {SYS_fcntl, CP_CALL_OTHER, "fcntl"},
    {SYS_fsync, CP_CALL_OTHER, "fsync"},
    {SYS_openat, CP_CALL_OTHER, "openat"},
    {SYS_rt_sigsuspend, CP_CALL_OTHER, "rt_sigsuspend"},
    {SYS_rt_sigtimedwait, CP_CALL_OTHER, "rt_sigtimedwait"},
#ifdef SYS_pause
    {SYS_pause, CP_CALL_OTHER, "pause"},
#endif
    {SYS_splice, CP_CALL_OTHER, "splice"},
    {SYS_sendfile, CP_CALL_OTHER, "sendfile"},
};

static void name_call(long number, struct cp_seen_thread *seen) {
    for (size_t index = 0; index < sizeof known_calls / sizeof *known_calls; index++) {
        if (known_calls[index].number != number) continue;
        seen->call = known_calls[index].call;
        seen->name = known_calls[index].name;
        return;
    }
}

static int read_call(int folder, pid_t thread, struct cp_seen_thread *seen) {
    char name[48], text[256];
    snprintf(name, sizeof name, "task/%d/syscall", (int)thread);
    ssize_t length = read_file(folder, name, text, sizeof text);
    seen->blocked = -2;
    if (length <= 0) return length < 0 && (errno == ENOENT || errno == ESRCH) ? ESRCH : 0;
    if (strncmp(text, "running", 7) == 0) {
        seen->blocked = 0;
        return 0;
    }
    char *at = text;
    long number = strtol(at, &at, 10);
    if (number < 0) {
        seen->blocked = -1;
        return 0;
    }
    for (int index = 0; index < 6; index++) seen->arguments[index] = strtoull(at, &at, 16);
    uint64_t stack = strtoull(at, &at, 16);
    seen->blocked = 1;
    // A 32-bit program: its numbers mean other calls.
    if (sizeof(void *) == 8 && stack < UINT32_MAX) {
        seen->blocked = -2;
        return 0;
    }
    name_call(number, seen);
    return 0;
}

int cp_see_thread(int folder, pid_t thread, struct cp_seen_thread *seen) {
    char name[48], text[128];
    *seen = (struct cp_seen_thread){.call = CP_CALL_OTHER, .run_nanoseconds = UINT64_MAX, .turns = UINT64_MAX};
    snprintf(name, sizeof name, "task/%d/schedstat", (int)thread);
    unsigned long long run, turns;
    // Before the call: one that has run since is then found to have more turns.
    if (read_file(folder, name, text, sizeof text) > 0 && sscanf(text, "%llu %*u %llu", &run, &turns) == 2) {
        seen->run_nanoseconds = run;
        seen->turns = turns;
    }
    return read_call(folder, thread, seen);
}

int cp_thread_turns(pid_t pid, pid_t thread, uint64_t *run_nanoseconds, uint64_t *turns) {
    char name[64], text[128];
    snprintf(name, sizeof name, "/proc/%d/task/%d/schedstat", (int)pid, (int)thread);
    if (read_file(AT_FDCWD, name, text, sizeof text) <= 0) return ESRCH;
    char *at = text;
    *run_nanoseconds = strtoull(at, &at, 10);
    strtoull(at, &at, 10);
    *turns = strtoull(at, &at, 10);
    return 0;
}

char cp_thread_state(int folder, pid_t thread) {
    char name[48], text[1024];
    snprintf(name, sizeof name, "task/%d/stat", (int)thread);
    if (read_file(folder, name, text, sizeof text) <= 0) return 0;
    char *rest = strrchr(text, ')');
    return rest != NULL && rest[1] == ' ' ? rest[2] : 0;
}

void cp_wait_channel(int folder, pid_t thread, char *text, size_t capacity) {
    char name[48];
    snprintf(name, sizeof name, "task/%d/wchan", (int)thread);
    if (read_file(folder, name, text, capacity) <= 0 || strcmp(text, "0") == 0) text[0] = 0;
}

static int master_number(int folder, int descriptor) {
    char name[32], text[512];
    snprintf(name, sizeof name, "fdinfo/%d", descriptor);
    if (read_file(folder, name, text, sizeof text) <= 0) return -1;
    char *line = strstr(text, "tty-index:");
    int number;
    return line != NULL && sscanf(line + 10, " %d", &number) == 1 ? number : -1;
}

// A stat of any file could wait for a disk or a server that is gone; a link's text cannot.
static int may_be_terminal(const char *link) {
    return strstr(link, "/pts/") != NULL || strncmp(link, "/dev/", 5) == 0 || isdigit((unsigned char)link[1]);
}

enum cp_descriptor_kind cp_see_descriptor(int folder, int descriptor, int *number) {
    char name[32], link[256];
    *number = -1;
    snprintf(name, sizeof name, "fd/%d", descriptor);
    ssize_t length = readlinkat(folder, name, link, sizeof link - 1);
    if (length < 0) return errno == ENOENT ? CP_DESCRIPTOR_OTHER : CP_DESCRIPTOR_UNKNOWN;
    link[length] = 0;
    if (strcmp(link, "anon_inode:[eventpoll]") == 0) return CP_DESCRIPTOR_EPOLL;
    if (link[0] != '/' || !may_be_terminal(link)) return CP_DESCRIPTOR_OTHER;
    struct stat info;
    if (fstatat(folder, name, &info, 0) != 0) return CP_DESCRIPTOR_UNKNOWN;
    if (!S_ISCHR(info.st_mode)) return CP_DESCRIPTOR_OTHER;
    if (major(info.st_rdev) == TERMINAL_MAJOR) {
        *number = (int)minor(info.st_rdev);
        return CP_DESCRIPTOR_TERMINAL;
    }
    if (major(info.st_rdev) != SPECIAL_MAJOR) return CP_DESCRIPTOR_OTHER;
    if (minor(info.st_rdev) == CONTROLLING_MINOR) return CP_DESCRIPTOR_CONTROLLING;
    if (minor(info.st_rdev) != MASTER_MINOR) return CP_DESCRIPTOR_OTHER;
    *number = master_number(folder, descriptor);
    return CP_DESCRIPTOR_MASTER;
}

ssize_t cp_see_epoll(int folder, int epoll, int *descriptors, size_t capacity) {
    char name[32], line[256];
    snprintf(name, sizeof name, "fdinfo/%d", epoll);
    int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    FILE *file = fdopen(fd, "r");
    if (file == NULL) {
        close(fd);
        return -1;
    }
    size_t count = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        int target;
        unsigned events;
        if (sscanf(line, "tfd: %d events: %x", &target, &events) != 2) continue;
        // EPOLLIN and EPOLLRDNORM.
        if ((events & 0x41) == 0) continue;
        if (count < capacity) descriptors[count] = target;
        count++;
    }
    fclose(file);
    return (ssize_t)count;
}

int cp_copy_memory(pid_t pid, uint64_t address, void *bytes, size_t count) {
    struct iovec here = {.iov_base = bytes, .iov_len = count};
    struct iovec there = {.iov_base = (void *)(uintptr_t)address, .iov_len = count};
    ssize_t copied = process_vm_readv(pid, &here, 1, &there, 1, 0);
    if (copied < 0) return errno;
    return (size_t)copied == count ? 0 : EFAULT;
}

int cp_terminal_number(int master) {
    unsigned number = 0;
    return ioctl(master, TIOCGPTN, &number) == 0 ? (int)number : -1;
}
