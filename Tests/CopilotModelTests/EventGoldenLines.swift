/// A line of the journal of every kind, as the first version wrote it. Never change one: add.
enum EventGoldenLines {
    static let text = #"""
        {"data":{"createdAt":1800000000000,"format":1,"missionName":"nightly","run":"nightly-3f2a","seed":9007199254740991},"kind":"mission.created","monotonicMilliseconds":100000,"sequence":1,"wallMilliseconds":1800000000000}
        {"data":{"concurrency":2,"deadline":1800036000000,"level":"fullAutonomous"},"kind":"mission.configured","monotonicMilliseconds":100001,"sequence":2,"wallMilliseconds":1800000000001}
        {"data":{"concurrency":1,"level":"interactive"},"kind":"mission.configured","monotonicMilliseconds":100002,"sequence":3,"wallMilliseconds":1800000000002}
        {"data":{"boot":"6f1d","isResumed":true,"pid":4711,"version":"1.0.0"},"kind":"mission.supervised","monotonicMilliseconds":100003,"sequence":4,"wallMilliseconds":1800000000003}
        {"data":{"by":"screen"},"kind":"mission.pausing","monotonicMilliseconds":100004,"sequence":5,"wallMilliseconds":1800000000004}
        {"data":{"by":"policy"},"kind":"mission.paused","monotonicMilliseconds":100005,"sequence":6,"wallMilliseconds":1800000000005}
        {"data":{"by":"control"},"kind":"mission.resumed","monotonicMilliseconds":100006,"sequence":7,"wallMilliseconds":1800000000006}
        {"data":{"by":"policy","cause":"deadline"},"kind":"mission.stopping","monotonicMilliseconds":100007,"sequence":8,"wallMilliseconds":1800000000007}
        {"data":{"by":"signal","cause":"terminated"},"kind":"mission.stopped","monotonicMilliseconds":100008,"sequence":9,"wallMilliseconds":1800000000008}
        {"data":{"by":"screen","cause":"user"},"kind":"mission.stopped","monotonicMilliseconds":100009,"sequence":10,"wallMilliseconds":1800000000009}
        {"data":{"counts":{"failed":1,"succeeded":3},"elapsedMilliseconds":36000000,"outcome":"degraded","reasons":[{"status":"failed","summary":"exit 1","task":"quality/lint"}],"reasonsOmitted":2},"kind":"mission.ended","monotonicMilliseconds":100010,"sequence":11,"wallMilliseconds":1800000000010}
        {"kind":"task.ready","monotonicMilliseconds":100011,"sequence":12,"task":"quality/lint","wallMilliseconds":1800000000011}
        {"data":{"count":100000,"digest":"9f86d081"},"kind":"task.expanded","monotonicMilliseconds":100012,"sequence":13,"task":"each","wallMilliseconds":1800000000012}
        {"data":{"count":0},"kind":"task.expanded","monotonicMilliseconds":100013,"sequence":14,"task":"each","wallMilliseconds":1800000000013}
        {"data":{"attempt":1},"kind":"task.started","monotonicMilliseconds":100014,"sequence":15,"task":"each[7]","wallMilliseconds":1800000000014}
        {"data":{"attempt":2,"limitMilliseconds":60000},"kind":"task.started","monotonicMilliseconds":100015,"sequence":16,"task":"each[7]","wallMilliseconds":1800000000015}
        {"data":{"attempt":2,"process":{"pid":99,"startTicks":123456}},"kind":"task.launched","monotonicMilliseconds":100016,"sequence":17,"task":"each[7]","wallMilliseconds":1800000000016}
        {"data":{"cause":{"timeout":{"limitMilliseconds":60000}}},"kind":"task.ending","monotonicMilliseconds":100017,"sequence":18,"task":"each[7]","wallMilliseconds":1800000000017}
        {"data":{"cause":{"silence":{"idleMilliseconds":5}}},"kind":"task.ending","monotonicMilliseconds":100018,"sequence":19,"task":"each[7]","wallMilliseconds":1800000000018}
        {"data":{"cause":{"stop":{"by":"screen"}}},"kind":"task.ending","monotonicMilliseconds":100019,"sequence":20,"task":"each[7]","wallMilliseconds":1800000000019}
        {"data":{"cause":{"skip":{"reason":{"requested":{"by":"control"}}}}},"kind":"task.ending","monotonicMilliseconds":100020,"sequence":21,"task":"each[7]","wallMilliseconds":1800000000020}
        {"data":{"cause":{"missionStop":{}}},"kind":"task.ending","monotonicMilliseconds":100021,"sequence":22,"task":"each[7]","wallMilliseconds":1800000000021}
        {"data":{"attempt":2,"report":{"elapsedMilliseconds":1000,"maxResidentBytes":4096,"outputBytes":17,"status":{"exited":{"code":1}},"systemMilliseconds":3,"userMilliseconds":20}},"kind":"task.exited","monotonicMilliseconds":100022,"sequence":23,"task":"each[7]","wallMilliseconds":1800000000022}
        {"data":{"attempt":2,"report":{"elapsedMilliseconds":1000,"maxResidentBytes":4096,"outputBytes":17,"status":{"signalled":{"core":true,"signal":11}},"systemMilliseconds":3,"userMilliseconds":20}},"kind":"task.exited","monotonicMilliseconds":100023,"sequence":24,"task":"each[7]","wallMilliseconds":1800000000023}
        {"data":{"attempt":2,"report":{"elapsedMilliseconds":1000,"maxResidentBytes":4096,"outputBytes":17,"status":{"unknown":{}},"systemMilliseconds":3,"userMilliseconds":20}},"kind":"task.exited","monotonicMilliseconds":100024,"sequence":25,"task":"each[7]","wallMilliseconds":1800000000024}
        {"kind":"task.succeeded","monotonicMilliseconds":100025,"sequence":26,"task":"each[7]","wallMilliseconds":1800000000025}
        {"data":{"charge":"task","delayMilliseconds":1500,"failure":{"category":"unknown","cause":{"exited":{"code":1}},"severity":"recoverable","summary":"what happened"},"mostTries":3,"tries":1},"kind":"task.backingOff","monotonicMilliseconds":100026,"sequence":27,"task":"each[7]","wallMilliseconds":1800000000026}
        {"data":{"charge":"infrastructure","delayMilliseconds":1500,"failure":{"category":"unknown","cause":{"notStarted":{"code":11,"message":"no room"}},"severity":"recoverable","summary":"what happened"},"mostTries":3,"tries":1},"kind":"task.backingOff","monotonicMilliseconds":100027,"sequence":28,"task":"each[7]","wallMilliseconds":1800000000027}
        {"data":{"charge":"quota","delayMilliseconds":1500,"failure":{"category":"unknown","cause":{"signalled":{"signal":9}},"severity":"recoverable","summary":"what happened"},"mostTries":3,"tries":1},"kind":"task.backingOff","monotonicMilliseconds":100028,"sequence":29,"task":"each[7]","wallMilliseconds":1800000000028}
        {"data":{"failure":{"category":"timeout","cause":{"timedOut":{"afterMilliseconds":60000}},"severity":"recoverable","summary":"what happened"},"reason":"fails: all 3 tries are used up","tries":3},"kind":"task.failed","monotonicMilliseconds":100029,"sequence":30,"task":"quality/lint","wallMilliseconds":1800000000029}
        {"data":{"failure":{"category":"timeout","cause":{"silent":{"forMilliseconds":5}},"severity":"recoverable","summary":"what happened"},"reason":"fails: all 3 tries are used up","tries":3},"kind":"task.failed","monotonicMilliseconds":100030,"sequence":31,"task":"quality/lint","wallMilliseconds":1800000000030}
        {"data":{"failure":{"category":"validation","cause":{"outputsMissing":{"paths":["out/a.json"]}},"severity":"recoverable","summary":"what happened"},"reason":"fails: all 3 tries are used up","tries":3},"kind":"task.failed","monotonicMilliseconds":100031,"sequence":32,"task":"quality/lint","wallMilliseconds":1800000000031}
        {"data":{"failure":{"category":"filesystem","cause":{"itemsUnreadable":{"message":"no such file"}},"severity":"recoverable","summary":"what happened"},"reason":"fails: all 3 tries are used up","tries":3},"kind":"task.failed","monotonicMilliseconds":100032,"sequence":33,"task":"quality/lint","wallMilliseconds":1800000000032}
        {"data":{"failure":{"category":"unknown","cause":{"stopped":{"by":"screen"}},"severity":"recoverable","summary":"what happened"},"reason":"fails: all 3 tries are used up","tries":3},"kind":"task.failed","monotonicMilliseconds":100033,"sequence":34,"task":"quality/lint","wallMilliseconds":1800000000033}
        {"data":{"failure":{"category":"unknown","cause":{"interrupted":{}},"severity":"recoverable","summary":"what happened"},"reason":"fails: all 3 tries are used up","tries":3},"kind":"task.failed","monotonicMilliseconds":100034,"sequence":35,"task":"quality/lint","wallMilliseconds":1800000000034}
        {"data":{"reason":{"requested":{"by":"screen"}}},"kind":"task.skipped","monotonicMilliseconds":100035,"sequence":36,"task":"each[7]","wallMilliseconds":1800000000035}
        {"data":{"reason":{"subtree":{"of":"quality/lint"}}},"kind":"task.skipped","monotonicMilliseconds":100036,"sequence":37,"task":"each[7]","wallMilliseconds":1800000000036}
        {"data":{"reason":{"conditionNotMet":{}}},"kind":"task.skipped","monotonicMilliseconds":100037,"sequence":38,"task":"each[7]","wallMilliseconds":1800000000037}
        {"data":{"by":"quality/lint"},"kind":"task.blocked","monotonicMilliseconds":100038,"sequence":39,"task":"each[7]","wallMilliseconds":1800000000038}
        {"data":{"by":"screen","hold":"person"},"kind":"task.paused","monotonicMilliseconds":100039,"sequence":40,"task":"each[7]","wallMilliseconds":1800000000039}
        {"data":{"by":"control","hold":"mission","limitMilliseconds":20000},"kind":"task.paused","monotonicMilliseconds":100040,"sequence":41,"task":"each[7]","wallMilliseconds":1800000000040}
        {"data":{"by":"control","hold":"mission"},"kind":"task.resumed","monotonicMilliseconds":100041,"sequence":42,"task":"each[7]","wallMilliseconds":1800000000041}
        {"kind":"task.lost","monotonicMilliseconds":100042,"sequence":43,"task":"each[7]","wallMilliseconds":1800000000042}
        {"data":{"cause":"retry"},"kind":"task.reset","monotonicMilliseconds":100043,"sequence":44,"task":"each[7]","wallMilliseconds":1800000000043}
        {"data":{"cause":"retryFresh"},"kind":"task.reset","monotonicMilliseconds":100044,"sequence":45,"task":"each[7]","wallMilliseconds":1800000000044}
        {"data":{"cause":"unblocked"},"kind":"task.reset","monotonicMilliseconds":100045,"sequence":46,"task":"each[7]","wallMilliseconds":1800000000045}
        {"data":{"cause":"interrupted"},"kind":"task.reset","monotonicMilliseconds":100046,"sequence":47,"task":"each[7]","wallMilliseconds":1800000000046}
        {"data":{"digest":"9f86d081","mission":{"name":"nightly","tasks":[]}},"kind":"mission.reloaded","monotonicMilliseconds":100047,"sequence":48,"wallMilliseconds":1800000000047}
        """#
}
