import Glibc

/// Reading and writing at offsets, whole or not at all.
enum FileBytes {
    /// Up to `count` bytes at `offset`: fewer at the file's end, none where it cannot be read.
    static func read(_ file: Int32, at offset: Int64, count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while initialized < count {
                let rest = buffer.baseAddress.map { UnsafeMutableRawPointer($0 + initialized) }
                let got = pread(file, rest, count - initialized, off_t(offset) + off_t(initialized))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { return }
                initialized += got
            }
        }
    }

    /// Writes all of `bytes` at `offset`.
    ///
    /// - Returns: 0, or errno; part of it may be written then.
    static func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Int32 {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let put = pwrite(file, rest.baseAddress, rest.count, off_t(offset) + off_t(done))
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { return put < 0 ? errno : ENOSPC }
            done += put
        }
        return 0
    }

    /// Writes `head` and then `body` at `offset`, in one call as a rule.
    ///
    /// - Returns: 0, or errno; part of it may be written then.
    static func write(
        _ file: Int32, _ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer, at offset: Int64
    ) -> Int32 {
        let put = withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { parts in
            parts[0] = iovec(iov_base: UnsafeMutableRawPointer(mutating: head.baseAddress), iov_len: head.count)
            parts[1] = iovec(iov_base: UnsafeMutableRawPointer(mutating: body.baseAddress), iov_len: body.count)
            return pwritev(file, parts.baseAddress, 2, off_t(offset))
        }
        if put == head.count + body.count { return 0 }
        if put < 0, errno != EINTR { return errno }
        let done = max(0, put)
        if done < head.count {
            let error = write(file, UnsafeRawBufferPointer(rebasing: head[done...]), at: offset + Int64(done))
            return error != 0 ? error : write(file, body, at: offset + Int64(head.count))
        }
        return write(
            file, UnsafeRawBufferPointer(rebasing: body[(done - head.count)...]), at: offset + Int64(done))
    }

    /// The size of an open file; 0 where it cannot be told.
    static func size(_ file: Int32) -> Int64 {
        var status = stat()
        return fstat(file, &status) == 0 ? Int64(status.st_size) : 0
    }
}
