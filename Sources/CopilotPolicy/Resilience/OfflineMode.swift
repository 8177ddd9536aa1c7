/// The switches by which tools work from their caches instead of asking the network.
package enum OfflineMode {
    /// Of pip, uv, npm, yarn, cargo, Go, Maven and Hugging Face; a tool that has none is not helped.
    package static let environment: [String: String] = [
        "PIP_NO_INDEX": "1", "UV_OFFLINE": "1", "npm_config_offline": "true", "YARN_ENABLE_NETWORK": "0",
        "CARGO_NET_OFFLINE": "true", "GOPROXY": "off", "MAVEN_ARGS": "--offline",
        "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1",
    ]
}
