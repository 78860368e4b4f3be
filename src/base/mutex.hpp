#pragma once

#include <mutex>

#if defined(__clang__)
#define BATON_THREAD_ATTRIBUTE(attribute) __attribute__((attribute))
#else
#define BATON_THREAD_ATTRIBUTE(attribute)
#endif

// The field may be touched only while that mutex is held; clang checks it.
#define GUARDED_BY(mutex) BATON_THREAD_ATTRIBUTE(guarded_by(mutex))
// The function is called with that mutex held.
#define REQUIRES(...) BATON_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))

namespace baton {

// std::mutex, known to clang's thread safety analysis.
class BATON_THREAD_ATTRIBUTE(capability("mutex")) Mutex {
public:
    void lock() BATON_THREAD_ATTRIBUTE(acquire_capability()) { mutex_.lock(); }

    void unlock() BATON_THREAD_ATTRIBUTE(release_capability()) { mutex_.unlock(); }

private:
    std::mutex mutex_;
};

// Holds a mutex until the end of the scope. Works with std::condition_variable_any.
class BATON_THREAD_ATTRIBUTE(scoped_lockable) Lock {
public:
    explicit Lock(Mutex& mutex) BATON_THREAD_ATTRIBUTE(acquire_capability(mutex)) : mutex_(mutex) {
        mutex_.lock();
    }

    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

    ~Lock() BATON_THREAD_ATTRIBUTE(release_capability()) { mutex_.unlock(); }

private:
    Mutex& mutex_;
};

}  // namespace baton
