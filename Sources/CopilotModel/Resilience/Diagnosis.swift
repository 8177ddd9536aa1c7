/// What was found about a failed try: by reading its output, and by looking at what the failure points at.
package struct Diagnosis: Sendable, Hashable {
    package var failure: Failure
    /// Whether the network as a whole is there; nil where nobody looked.
    package var connectivity: Connectivity?
    /// What may mend it, the likeliest first; each one fits the machine as it was found.
    package var remedies: [Remedy]
    /// Who holds the lock that it failed at, in a few words: it is waited for.
    package var lockHolder: String?
    /// What a person would have to do before anything could mend it, in a clause.
    package var advice: String?

    package init(
        failure: Failure, connectivity: Connectivity? = nil, remedies: [Remedy] = [], lockHolder: String? = nil,
        advice: String? = nil
    ) {
        self.advice = advice
        self.failure = failure
        self.connectivity = connectivity
        self.remedies = remedies
        self.lockHolder = lockHolder
    }
}

/// Whether the network is there.
package enum Connectivity: Sendable, Hashable, Codable {
    case online
    /// Something that worked earlier in this run is gone: the route, or the resolver. What, in a few words.
    case offline(String)
}

/// What came of a remedy.
package enum RemedyOutcome: Sendable, Hashable, Codable {
    /// It was done; the variables that the next tries get.
    case done(environment: [String: String])
    /// It could not be done, for this reason; nothing was changed, or what was changed does no harm.
    case failed(reason: String)
}
