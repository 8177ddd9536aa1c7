/// The constants of `TimeoutPredictor`, the same for every kind of work.
///
/// Chosen on two public traces of run times (workflow tasks, CI tests) and on perturbed and synthetic ones; where neighbours
/// did as well, the rounder number was taken.
package struct TimeoutTuning: Sendable, Hashable {
    /// The share of work that would have finished and is killed all the same.
    package var target = 0.01
    /// How strongly a miss, and its absence, moves the price of misses (Gibbs & Candès 2021, in the dual form: the
    /// step is on the logarithm of the price). Small, so that a batch that started on one prediction moves it little.
    package var step = 0.0001
    /// What a miss costs at first, in e-folds of the timeout: 1 over the density of an exponential tail
    /// of rate 1 at its 1 % point.
    package var firstPrice = 100.0
    /// The least and the most that a miss may cost.
    package var prices = 8.0...8000.0
    /// Runs after which what was learned of a margin counts half.
    package var halfLife = 3000.0
    /// How many imagined runs of the next coarser cell a cell begins with.
    package var shrinkage: Float = 60
    /// How many believed runs (an exponential tail) the coarser cell begins with.
    package var belief: Float = 15
    /// The most that a kind of history may miss, however much it would gain.
    package var mostMisses: Float = 0.05
    /// The same for the first run ever of a key.
    package var mostFirstMisses: Float = 0.02
    /// The part of the guess by class that is the least for the first run ever of a key.
    package var firstPart = 0.25
    /// What a timeout is at least of the time that the second oldest running sibling has taken so far.
    package var siblingFactor = 1.25
    /// Runs that a key remembers, so 3.2 KB for the longest history.
    package var window = 400
    /// Keys, and levels above them, that are remembered; of more the longest unused tenth is forgotten.
    package var mostNodes = 20_000

    package init() {}
}
