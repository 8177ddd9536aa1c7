#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// What Swift's Glibc module lacks for starting, watching and ending processes on Linux. All functions return plain
/// numbers: an errno or a count, as each one says; none of them prints or exits.

// MARK: Spawning under a terminal (spawn.c)

/// A process that was started under a terminal of its own.
struct cp_spawned {
    /// Its id, and that of its session and process group.
    pid_t pid;
    /// The terminal's master side: non-blocking, close-on-exec.
    int master;
    /// Readable when the process has ended; -1 where the kernel gives none.
    int pidfd;
    /// Its start in clock ticks after boot; 0 if it could not be read.
    uint64_t start;
};

/// Descriptors that are not spent on starts: walking /proc, a snapshot and an output ring need one or a few each.
enum { CP_SPARE_FILES = 16 };

/// Where a start failed.
enum cp_spawn_stage { CP_STAGE_TERMINAL = 0, CP_STAGE_PROCESS = 1 };

/// Starts `path` as leader of a new session whose controlling terminal is a fresh pseudo-terminal on 0, 1 and 2; all
/// other descriptors are closed, the signal mask is empty, all dispositions are the defaults, and the limit of open files is
/// what it was before `cp_raise_file_limit`.
///
/// EMFILE also while CP_SPARE_FILES descriptors are still free: they are for looking after what runs.
///
/// Returns 0 or an errno, then with `stage` telling whether there was no terminal or no process.
int cp_spawn(
    const char *path, char *const argv[], char *const envp[], const char *directory, uint16_t columns, uint16_t rows,
    struct cp_spawned *spawned, enum cp_spawn_stage *stage);

/// Looks `name` up in the colon-separated `search`; relative entries start at `directory`. The path goes to `found`.
///
/// Returns 0, ENOENT, EACCES (there, but not executable), or ENAMETOOLONG.
int cp_find_executable(const char *search, const char *name, const char *directory, char *found, size_t capacity);

/// 0 if `path` is a directory that may be entered, else the errno.
int cp_check_directory(const char *path);

/// Sets the size of a terminal; its foreground group gets SIGWINCH when it changes. Returns 0 or an errno.
int cp_set_size(int terminal, uint16_t columns, uint16_t rows);

/// How a terminal treats input.
struct cp_terminal_modes {
    /// Lines are edited and handed over whole (ICANON); what is typed is shown (ECHO).
    int canonical, echo;
    /// The process group in front, or 0.
    pid_t foreground;
    /* Bytes that the terminal has printed and nobody has read from the master yet; -1: unknown. */
    int unread;
};

/// Reads the modes through the master. Returns 0 or an errno.
int cp_terminal_modes(int terminal, struct cp_terminal_modes *modes);

/// Raises this process's limit of open files to what it may be raised to, and remembers what it was: commands get that.
/// Further calls do nothing. To be called before there are other threads that could start commands.
void cp_raise_file_limit(void);

/// The limit of open files as it is now; 0 if it cannot be read.
uint64_t cp_file_limit(void);

// MARK: Waiting (wait.c)

/// A process's end as the kernel tells it.
struct cp_exit {
    /// The exit code, or the signal.
    int status;
    /// Whether a signal ended it, and whether that left a core dump.
    int signalled, core;
    /// What it and the children it waited for used.
    int64_t user_microseconds, system_microseconds, max_resident_bytes;
};

/// Whether our child `pid` has ended, or is none of ours any more. Takes nothing.
int cp_has_ended(pid_t pid);

/// Takes the status of our child `pid` if it has ended. Returns 1 if so, 0 if it runs, -1 if it is no child of ours.
int cp_take_exit(pid_t pid, struct cp_exit *ended);

/// Looks for an ended child without taking its status. Returns 1 with its id, 0 if all run, -1 if there are no children.
int cp_peek_ended_child(pid_t *pid);

/// Fills `pids` with the children of the main thread, to which the kernel gives orphans. Returns how many there are, also
/// when more than `capacity`, or -1 where the kernel has no such list (CONFIG_PROC_CHILDREN).
ssize_t cp_main_thread_children(pid_t *pids, size_t capacity);

/// Orphans of our descendants become our children, and SIGCHLD is not ignored, so that statuses are kept. 0 or an errno.
int cp_become_subreaper(void);

/// A descriptor that becomes readable when `pid` ends, or -1.
int cp_pidfd_open(pid_t pid);

/// One readiness report of an epoll set.
struct cp_event {
    uint64_t token;
    /// EPOLLIN and so on.
    uint32_t events;
};

enum cp_readiness { CP_READABLE = 1, CP_WRITABLE = 4, CP_ERROR = 8, CP_HANGUP = 16 };

/// The most events that one `cp_epoll_wait` returns.
enum { CP_EVENT_BATCH = 64 };

/// A close-on-exec epoll set, or -1.
int cp_epoll_create(void);
/// Adds, changes or removes `fd`; `events` are `cp_readiness`, level-triggered. 0 or an errno.
int cp_epoll_add(int epoll, int fd, uint32_t events, uint64_t token);
int cp_epoll_change(int epoll, int fd, uint32_t events, uint64_t token);
int cp_epoll_remove(int epoll, int fd);
/// Waits at most `milliseconds` (-1: for ever). Returns how many of `events` (at least CP_EVENT_BATCH long) were filled.
int cp_epoll_wait(int epoll, struct cp_event *events, int milliseconds);

/// A non-blocking, close-on-exec eventfd, or -1.
int cp_eventfd_create(void);
void cp_eventfd_signal(int fd);
void cp_eventfd_clear(int fd);

/// Starts a thread with all signals blocked and a small stack. Returns 0 or an errno.
int cp_thread_start(void (*body)(void *), void *context, const char *name, uint64_t *thread);
/// Waits for a thread to end, or lets it end by itself.
void cp_thread_join(uint64_t thread);
void cp_thread_detach(uint64_t thread);
/// Whether the caller is that thread.
int cp_thread_is_current(uint64_t thread);

/// Nanoseconds of CLOCK_MONOTONIC.
int64_t cp_monotonic_nanoseconds(void);

// MARK: Other processes (processes.c)

/// A line of /proc/PID/stat.
struct cp_process {
    pid_t pid, parent, group, session;
    /// In clock ticks after boot: with `pid` a process's identity.
    uint64_t start;
    /// R, S, D, T, t, Z, X …
    char state;
};

/// Fills `list` with the processes of /proc. Returns how many there are, also when more than `capacity`, or -1 if one of them
/// could not be read for want of a descriptor or memory: then nothing is known of who lives.
ssize_t cp_process_list(struct cp_process *list, size_t capacity);

/// Reads one process. Returns 0 or an errno.
int cp_process_read(pid_t pid, struct cp_process *process);

/// The variables of a process's initial environment that say which attempt it belongs to; empty where there is none or
/// it is too long to be ours.
struct cp_marker {
    char run[256];
    char task[1024];
    char attempt[32];
};

/// Reads them. Returns 1 if `run` is there, 0 if not, -1 if that cannot be told for want of a descriptor or memory.
int cp_process_marker(pid_t pid, struct cp_marker *marker);

/// Sends a signal to the process that has this id and start time, never to a later one with the same id, to pid 1 or
/// below, or to ourselves. Returns 0 or an errno.
int cp_signal_process(pid_t pid, uint64_t start, int signal);

/// Sends a signal to a whole group, never to our own, to group 1 or below. Returns 0 or an errno.
int cp_signal_group(pid_t group, int signal);

// MARK: What threads wait for (probe.c)

/// A process as a look at a terminal sees it.
struct cp_seen_process {
    /// `terminal_group` is the foreground group of its controlling terminal; -1: it has none.
    pid_t parent, group, session, terminal_group;
    /// The pseudo-terminal's number, as in /dev/pts/NUMBER, of its controlling terminal; -1: none, or another kind.
    int terminal;
    /// In clock ticks after boot.
    uint64_t start;
    /// User and system time of all its threads, in clock ticks.
    uint64_t ticks;
    char state;
    char command[17];
};

/// Opens /proc/PID, to be closed by the caller; what is read through it is never of a later process with this id.
/// Returns -1 if there is none.
int cp_open_process(pid_t pid);

/// Reads a process through its folder. Returns 0 or an errno.
int cp_see_process(int folder, struct cp_seen_process *process);

/// Fills `threads` with the process's threads. Returns how many there are, also when more than `capacity`, or -1.
ssize_t cp_see_threads(int folder, pid_t *threads, size_t capacity);

/// Fills `pids` with the processes that a thread has started, or that were given to it, and that live. Returns how many
/// there are, also when more than `capacity`, or -1 where the kernel has no such list (CONFIG_PROC_CHILDREN).
ssize_t cp_see_children(int folder, pid_t thread, pid_t *pids, size_t capacity);

/// System calls that may wait for a terminal.
enum cp_call {
    CP_CALL_OTHER,
    CP_CALL_READ,
    CP_CALL_POLL,
    CP_CALL_PPOLL,
    CP_CALL_SELECT,
    CP_CALL_EPOLL,
    CP_CALL_EPOLL2,
    CP_CALL_RING,
    CP_CALL_RESTART,
};

/// What a thread does at this instant.
struct cp_seen_thread {
    /// 1: blocked in a system call; 0: it runs; -1: blocked outside of one; -2: it is not ours to look at.
    int blocked;
    enum cp_call call;
    /// The call's name, static; NULL: not one of those that are known here.
    const char *name;
    uint64_t arguments[6];
    /// How long it has run, in nanoseconds, and how often it was given a processor; UINT64_MAX: unknown.
    uint64_t run_nanoseconds, turns;
};

/// Reads a thread. Returns 0, or ESRCH if it is gone.
int cp_see_thread(int folder, pid_t thread, struct cp_seen_thread *seen);

/// How long a thread has run, in nanoseconds, and how often it was given a processor. Returns 0 or an errno.
int cp_thread_turns(pid_t pid, pid_t thread, uint64_t *run_nanoseconds, uint64_t *turns);

/// The thread's state letter, or 0.
char cp_thread_state(int folder, pid_t thread);

/// Where in the kernel a thread waits; empty if unknown.
void cp_wait_channel(int folder, pid_t thread, char *text, size_t capacity);

/// What stands behind a descriptor of another process.
enum cp_descriptor_kind {
    CP_DESCRIPTOR_OTHER,
    /// A pseudo-terminal; `number` is its own.
    CP_DESCRIPTOR_TERMINAL,
    /// /dev/tty: the process's controlling terminal.
    CP_DESCRIPTOR_CONTROLLING,
    /// A master; `number` is that of its terminal, or -1.
    CP_DESCRIPTOR_MASTER,
    CP_DESCRIPTOR_EPOLL,
    CP_DESCRIPTOR_UNKNOWN,
};

/// Reads it. Never touches a file on a disk or a network.
enum cp_descriptor_kind cp_see_descriptor(int folder, int descriptor, int *number);

/// Fills `numbers` with the process's descriptors. Returns how many there are, also when more than `capacity`, or -1.
ssize_t cp_see_descriptors(int folder, int *numbers, size_t capacity);

/// Fills `descriptors` with those that an epoll set of the process waits to read from. Returns how many there are, also
/// when more than `capacity`, or -1.
ssize_t cp_see_epoll(int folder, int epoll, int *descriptors, size_t capacity);

/// Copies memory of another process. Returns 0 or an errno; all or nothing.
int cp_copy_memory(pid_t pid, uint64_t address, void *bytes, size_t count);

/// The number of the terminal that belongs to a master, or -1.
int cp_terminal_number(int master);

// MARK: Launcher (launcher.c)

/// Set in the supervisor's environment: it was started by a launcher.
#define CP_SUPERVISOR_VARIABLE "COPILOT_TUI_SUPERVISOR"
/// Set in the supervisor's environment: the number of its end of the socket to the launcher.
#define CP_LAUNCHER_FD_VARIABLE "COPILOT_TUI_LAUNCHER_FD"

/// The bytes on that socket.
enum cp_launcher_byte {
    /// Supervisor: I have left the screen, stop the job (Ctrl-Z).
    CP_LAUNCHER_SUSPEND = 'Z',
    /// Supervisor: I have left the screen and go on without a terminal.
    CP_LAUNCHER_DETACH = 'D',
    /// Launcher: the terminal is yours again.
    CP_LAUNCHER_RESUMED = 'C',
    /// To the supervisor: the launcher was hung up and leaves; the supervisor leaves its screen and answers with
    /// `CP_LAUNCHER_DETACH`, within a second.
    CP_LAUNCHER_HUNG_UP = 'H',
};

/// Runs `executable` as the terminal's foreground job in a group of its own and keeps the terminal whole whatever becomes
/// of it. To be called before any thread exists.
///
/// Returns the exit code to end with: the supervisor's, 128 + signal if one killed it, 0 after a detach, 4 if it could
/// not be started.
int cp_launcher_main(const char *executable, char *const argv[]);

/// Set in the environment of a supervisor that was started detached.
#define CP_DETACHED_VARIABLE "COPILOT_TUI_DETACHED"
/// How the line on its standard error begins that names its run; what it says before that is passed on.
#define CP_DETACHED_WORD "detached: "

/// Starts `executable` in a session of its own, without a terminal, and returns once it has named its run: 0, the name is
/// then on standard output. If it ends before, its exit code. To be called before any thread exists.
int cp_detach_main(const char *executable, char *const argv[]);
