#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t microseconds(struct timeval time) { return (int64_t)time.tv_sec * 1000000 + time.tv_usec; }

int cp_has_ended(pid_t pid) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    while (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0) {
        if (errno != EINTR) return 1;
    }
    return info.si_pid != 0;
}

int cp_take_exit(pid_t pid, struct cp_exit *ended) {
    siginfo_t info;
    struct rusage usage;
    memset(&info, 0, sizeof info);
    memset(&usage, 0, sizeof usage);
    // The raw call: glibc's waitid hides the kernel's fifth argument, the rusage.
    while (syscall(SYS_waitid, P_PID, pid, &info, WEXITED | WNOHANG, &usage) != 0) {
        if (errno != EINTR) return -1;
    }
    if (info.si_pid == 0) return 0;
    ended->status = info.si_status;
    ended->signalled = info.si_code != CLD_EXITED;
    ended->core = info.si_code == CLD_DUMPED;
    ended->user_microseconds = microseconds(usage.ru_utime);
    ended->system_microseconds = microseconds(usage.ru_stime);
    ended->max_resident_bytes = (int64_t)usage.ru_maxrss * 1024;
    return 1;
}

int cp_peek_ended_child(pid_t *pid) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    while (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0) {
        if (errno != EINTR) return -1;
    }
    *pid = info.si_pid;
    return info.si_pid != 0;
}

int cp_become_subreaper(void) {
    struct sigaction action;
    // An ignored SIGCHLD survives exec; with it the kernel throws statuses away.
    if (sigaction(SIGCHLD, NULL, &action) == 0 && action.sa_handler == SIG_IGN) {
        action.sa_handler = SIG_DFL;
        sigaction(SIGCHLD, &action, NULL);
    }
    return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0 ? 0 : errno;
}

int cp_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int cp_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

static int control(int epoll, int operation, int fd, uint32_t events, uint64_t token) {
    struct epoll_event event = {.events = events, .data.u64 = token};
    return epoll_ctl(epoll, operation, fd, &event) == 0 ? 0 : errno;
}

int cp_epoll_add(int epoll, int fd, uint32_t events, uint64_t token) {
    return control(epoll, EPOLL_CTL_ADD, fd, events, token);
}

int cp_epoll_change(int epoll, int fd, uint32_t events, uint64_t token) {
    return control(epoll, EPOLL_CTL_MOD, fd, events, token);
}

int cp_epoll_remove(int epoll, int fd) { return control(epoll, EPOLL_CTL_DEL, fd, 0, 0); }

int cp_epoll_wait(int epoll, struct cp_event *events, int milliseconds) {
    struct epoll_event raw[CP_EVENT_BATCH];
    int count = epoll_wait(epoll, raw, CP_EVENT_BATCH, milliseconds);
    for (int index = 0; index < count; index++) {
        events[index].token = raw[index].data.u64;
        events[index].events = raw[index].events;
    }
    return count < 0 ? 0 : count;
}

int cp_eventfd_create(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void cp_eventfd_signal(int fd) {
    uint64_t one = 1;
    while (write(fd, &one, sizeof one) < 0 && errno == EINTR) {}
}

void cp_eventfd_clear(int fd) {
    uint64_t value;
    while (read(fd, &value, sizeof value) < 0 && errno == EINTR) {}
}

struct start {
    void (*body)(void *);
    void *context;
};

static void *run_body(void *argument) {
    struct start start = *(struct start *)argument;
    free(argument);
    start.body(start.context);
    return NULL;
}

int cp_thread_start(void (*body)(void *), void *context, const char *name, uint64_t *thread) {
    struct start *start = malloc(sizeof *start);
    if (start == NULL) return ENOMEM;
    *start = (struct start){body, context};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 512 * 1024);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    pthread_t id;
    int error = pthread_create(&id, &attributes, run_body, start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    if (error != 0) {
        free(start);
        return error;
    }
    pthread_setname_np(id, name);
    *thread = (uint64_t)id;
    return 0;
}

void cp_thread_join(uint64_t thread) { pthread_join((pthread_t)thread, NULL); }

void cp_thread_detach(uint64_t thread) { pthread_detach((pthread_t)thread); }

int cp_thread_is_current(uint64_t thread) { return pthread_equal(pthread_self(), (pthread_t)thread); }

int64_t cp_monotonic_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
