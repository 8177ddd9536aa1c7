/// The version of this program and library.
package enum Version {
    package static let text = "0.1.0"
}
