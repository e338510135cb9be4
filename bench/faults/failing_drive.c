/* A drive that fails: once armed, calls on files below a place give an error, from the so manieth one on, or only that
   one; where the error is EROFS, only those that write. To be loaded before the C library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char place[PATH_MAX];
static size_t length;
static long left, calls;
static int lasting, error;

void drive_fails(const char *below, long after, int for_good, int with) {
    strncpy(place, below, sizeof place - 1);
    length = strlen(place), left = after, calls = 0, lasting = for_good, error = with;
}

long drive_calls(void) { return calls; }

static int refuses(const char *path, int writes) {
    if (!length || strncmp(path, place, length)) return 0;
    calls++;
    if (left-- > 0) return 0;
    if (!lasting && left < -1) return 0;
    if (error == EROFS && !writes) return 0;
    errno = error;
    return 1;
}

static int refused(int fd, int writes) {
    char link[40], path[PATH_MAX];
    if (!length || fd < 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return refuses(path, writes);
}

#define REAL(name, ...) ((name##_t)dlsym(RTLD_NEXT, #name))(__VA_ARGS__)
#define READING 0
#define WRITING 1
#define ON_FILE(type, name, does, parameters, arguments)              \
    typedef type(*name##_t) parameters;                               \
    type name parameters { return refused(fd, does) ? -1 : REAL(name, arguments); }
#define ARGS(...) __VA_ARGS__
#define ON_PATH(name, parameters, arguments)                          \
    typedef int(*name##_t) parameters;                                \
    int name parameters { return refuses(path, WRITING) ? -1 : REAL(name, arguments); }
#define OPENING(name)                                                 \
    typedef int (*name##_t)(const char *, int, ...);                  \
    int name(const char *path, int flags, ...) {                      \
        va_list more;                                                 \
        va_start(more, flags);                                        \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
        va_end(more);                                                 \
        return refuses(path, (flags & (O_ACCMODE | O_CREAT)) != O_RDONLY) ? -1 : REAL(name, path, flags, mode); \
    }

OPENING(open)
OPENING(open64)
ON_FILE(ssize_t, read, READING, (int fd, void *to, size_t size), ARGS(fd, to, size))
ON_FILE(ssize_t, pread, READING, (int fd, void *to, size_t size, off_t at), ARGS(fd, to, size, at))
ON_FILE(ssize_t, pread64, READING, (int fd, void *to, size_t size, off_t at), ARGS(fd, to, size, at))
ON_FILE(ssize_t, write, WRITING, (int fd, const void *what, size_t size), ARGS(fd, what, size))
ON_FILE(ssize_t, pwrite, WRITING, (int fd, const void *what, size_t size, off_t at), ARGS(fd, what, size, at))
ON_FILE(ssize_t, pwrite64, WRITING, (int fd, const void *what, size_t size, off_t at), ARGS(fd, what, size, at))
ON_FILE(int, fsync, WRITING, (int fd), ARGS(fd))
ON_FILE(int, fdatasync, WRITING, (int fd), ARGS(fd))
ON_FILE(int, ftruncate, WRITING, (int fd, off_t size), ARGS(fd, size))
ON_FILE(int, ftruncate64, WRITING, (int fd, off_t size), ARGS(fd, size))
ON_PATH(mkdir, (const char *path, mode_t mode), ARGS(path, mode))
ON_PATH(rename, (const char *path, const char *to), ARGS(path, to))
ON_PATH(unlink, (const char *path), ARGS(path))
