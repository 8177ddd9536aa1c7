// Starting a supervisor that outlives its terminal: `run --detach`.
#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/// Longest line that is looked at; a longer one is passed on in pieces.
enum { LINE_BYTES = 4096 };

static int spawn_detached(const char *executable, char *const argv[], int errors, pid_t *pid) {
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, errors, 2);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    setenv(CP_DETACHED_VARIABLE, "1", 1);
    int error = posix_spawn(pid, executable, &actions, &attributes, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error;
}

int cp_detach_main(const char *executable, char *const argv[]) {
    int pipe_ends[2];
    if (pipe2(pipe_ends, O_CLOEXEC) != 0) { return 4; }
    pid_t pid = 0;
    int error = spawn_detached(executable, argv, pipe_ends[1], &pid);
    close(pipe_ends[1]);
    if (error != 0) {
        fprintf(stderr, "copilot-tui: the supervisor cannot be started: %s\n", strerror(error));
        return 4;
    }
    FILE *words = fdopen(pipe_ends[0], "r");
    char line[LINE_BYTES];
    const size_t mark = strlen(CP_DETACHED_WORD);
    while (words != NULL && fgets(line, sizeof line, words) != NULL) {
        if (strncmp(line, CP_DETACHED_WORD, mark) == 0) {
            fputs(line + mark, stdout);
            return 0;
        }
        fputs(line, stderr);
    }
    // It has ended before it had a run.
    int status = 0;
    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) { return 4; }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
