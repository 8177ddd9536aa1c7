package import CopilotModel

/// A whole state on the wire: the answer of `/v1/state` and the data of a `snapshot` event.
package struct StateDocument: Sendable, Codable {
    /// What the image is of. In a stream only the first snapshot has it: a mission does not change while its run lives.
    package var mission: Mission?
    package var image: StateImage
    /// The number of the last event in it.
    package var sequence: Int64

    package init(_ state: MissionState, withMission: Bool = true) {
        mission = withMission ? state.mission : nil
        image = StateImage(state)
        sequence = state.sequence
    }

    /// The state itself; nil if the image is not one of this mission, or was written by another version of the program.
    ///
    /// - Parameter known: the mission, where the document has none.
    package func state(of known: Mission? = nil) -> MissionState? {
        (mission ?? known).flatMap { MissionState(mission: $0, image: image) }
    }
}
