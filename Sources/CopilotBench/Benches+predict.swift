import Foundation

extension Benches {
    /// 288,000 runs of 3,600 keys in batches: predicting and learning each, beside only reading the file and writing it.
    func predict() throws -> [BenchLine] {
        let workspace = try BenchWorkspace(program: program)
        let (batches, keys) = (80, 3_600)
        var text = "key,submit_s,run_s,requested_s,status\n"
        var state: UInt64 = 1
        for batch in 0..<batches {
            for key in 0..<keys {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let seconds = Double(key % 97 + 1) * (0.8 + Double(state >> 40) / Double(1 << 24) * 0.4)
                text += "suite\(key / 300)/file\(key / 20)/test\(key),\(batch * 86_400),\(seconds),,ok\n"
            }
        }
        try workspace.write("trace.csv", text)
        let line = #"exec "$PROGRAM" predict --csv trace.csv > predictions"#
        var ours: [BenchWorkspace.Measure] = []
        var floor: [Double] = []
        for _ in 0..<3 {
            // What a reader of two passes and a writer of a line a row cannot do without.
            floor.append(
                try workspace.time("awk -F, '{ n++ }' trace.csv; exec awk -F, '{ print NR, $1, $3 }' trace.csv > copy")
                    .seconds)
            ours.append(try workspace.time(line))
        }
        let perRun = 1e6 / Double(batches * keys)
        let middle = ours.sorted { $0.seconds < $1.seconds }[1]
        return [
            BenchLine(
                what: "a run of a trace: read, predict, learn, write", ours: middle.seconds * perRun,
                floor: floor.sorted()[1] * perRun, floorName: "awk", unit: "µs", target: nil),
            BenchLine(
                what: "  the same, as a time", ours: middle.seconds * perRun, floor: nil, floorName: "", unit: "µs",
                target: 20),
            BenchLine(
                what: "  memory", ours: middle.peakBytes / 1e6, floor: nil, floorName: "", unit: "MB", target: nil),
        ]
    }
}
