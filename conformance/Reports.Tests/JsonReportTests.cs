using PaxosConformance.Scenarios;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class JsonReportTests
{
    [Test]
    public void The_report_has_the_form_that_its_readers_know()
    {
        var report = Report(PromisedBelowThePromise, Of("SC-PRE-03", Verdict.Pass), Of("SC-ACC-02", Verdict.NotApplicable, "the node declares the variant 'exact-promise'"));
        Assert.That(Written(new JsonReport(), report), Is.EqualTo("""
            {
              "format": 1,
              "summary": {
                "scenarios": 3,
                "passed": 1,
                "failed": 1,
                "inconclusive": 0,
                "notApplicable": 1,
                "known": 0,
                "fixed": 0,
                "notPlayed": 0,
                "exitCode": 1
              },
              "subject": {
                "command": "-- './my node' --data '{data}'",
                "options": "",
                "name": "toy",
                "version": "1.2",
                "language": "Go",
                "tier": "intercept",
                "capabilities": [
                  "messages",
                  "ordered"
                ]
              },
              "run": {
                "suite": "1.2.3",
                "runtime": ".NET",
                "system": "Linux",
                "started": "2027-01-31T12:00:00+00:00",
                "arguments": [
                  "run",
                  "--",
                  "./my node",
                  "--data",
                  "{data}"
                ],
                "shard": null,
                "baseline": null,
                "evidence": null,
                "end": "Completed",
                "notPlayed": []
              },
              "scenarios": [
                {
                  "id": "SC-PRE-02",
                  "title": "A prepare below the promise gets no promise",
                  "verdict": "FAIL",
                  "rules": [
                    "P-ACC-01",
                    "P-ACC-15"
                  ],
                  "message": "P-ACC-01: promise 3.n3 reporting nothing",
                  "remark": null,
                  "durationMs": 41,
                  "violations": [
                    {
                      "rule": "P-ACC-01",
                      "expected": [
                        "silence",
                        "nack 3.n3"
                      ],
                      "actual": "promise 3.n3 reporting nothing",
                      "proof": [
                        6,
                        8
                      ],
                      "fingerprint": "c28da61880a03f5f",
                      "known": false
                    }
                  ],
                  "notJudged": {},
                  "alsoJudged": [],
                  "plays": {
                    "alike": 1,
                    "all": 1
                  },
                  "drawn": {
                    "seed": 0,
                    "round": 1,
                    "network": {},
                    "delays": {}
                  },
                  "faults": [],
                  "stages": [],
                  "eventCount": 9,
                  "events": [
                    {"clock":1,"kind":"started","node":"n1"},
                    {"clock":2,"kind":"sent","node":"n2","message":{"src":"n2","dest":"n1","body":{"type":"prepare","ballot":{"n":5,"id":"n2"}}}},
                    {"clock":3,"kind":"delivered","node":"n1","message":{"src":"n2","dest":"n1","body":{"type":"prepare","ballot":{"n":5,"id":"n2"}}}},
                    {"clock":4,"kind":"sent","node":"n1","message":{"src":"n1","dest":"n2","body":{"type":"promise","ballot":{"n":5,"id":"n2"},"accepted":null}}},
                    {"clock":5,"kind":"delivered","node":"n2","message":{"src":"n1","dest":"n2","body":{"type":"promise","ballot":{"n":5,"id":"n2"},"accepted":null}}},
                    {"clock":6,"kind":"sent","node":"n3","message":{"src":"n3","dest":"n1","body":{"type":"prepare","ballot":{"n":3,"id":"n3"}}}},
                    {"clock":7,"kind":"delivered","node":"n1","message":{"src":"n3","dest":"n1","body":{"type":"prepare","ballot":{"n":3,"id":"n3"}}}},
                    {"clock":8,"kind":"sent","node":"n1","message":{"src":"n1","dest":"n3","body":{"type":"promise","ballot":{"n":3,"id":"n3"},"accepted":null}}},
                    {"clock":9,"kind":"delivered","node":"n3","message":{"src":"n1","dest":"n3","body":{"type":"promise","ballot":{"n":3,"id":"n3"},"accepted":null}}}
                  ]
                },
                {
                  "id": "SC-PRE-03",
                  "title": "A prepare sent twice has the effect of one",
                  "verdict": "PASS",
                  "rules": [
                    "P-ACC-13"
                  ],
                  "message": null,
                  "remark": null,
                  "durationMs": 12,
                  "violations": [],
                  "notJudged": {},
                  "alsoJudged": [],
                  "plays": {
                    "alike": 1,
                    "all": 1
                  },
                  "drawn": {
                    "seed": 0,
                    "round": 1,
                    "network": {},
                    "delays": {}
                  },
                  "faults": [],
                  "stages": [],
                  "eventCount": 0,
                  "events": []
                },
                {
                  "id": "SC-ACC-02",
                  "title": "An accept above the promise needs no prepare",
                  "verdict": "NOT APPLICABLE",
                  "rules": [
                    "P-ACC-07"
                  ],
                  "message": "the node declares the variant 'exact-promise'",
                  "remark": null,
                  "durationMs": 12,
                  "violations": [],
                  "notJudged": {},
                  "alsoJudged": [],
                  "plays": {
                    "alike": 1,
                    "all": 1
                  },
                  "drawn": {
                    "seed": 0,
                    "round": 1,
                    "network": {},
                    "delays": {}
                  },
                  "faults": [],
                  "stages": [],
                  "eventCount": 0,
                  "events": []
                }
              ],
              "rules": [
                {
                  "id": "P-ACC-01",
                  "level": "MUST",
                  "class": "SAFETY",
                  "verdict": "FAIL",
                  "scenarios": [
                    "SC-PRE-02"
                  ],
                  "reason": null
                },
                {
                  "id": "P-ACC-07",
                  "level": "MUST",
                  "class": "LIVENESS",
                  "verdict": "NOT APPLICABLE",
                  "scenarios": [
                    "SC-ACC-02"
                  ],
                  "reason": "the node declares the variant 'exact-promise'"
                },
                {
                  "id": "P-ACC-13",
                  "level": "MUST",
                  "class": "SAFETY",
                  "verdict": "PASS",
                  "scenarios": [
                    "SC-PRE-03"
                  ],
                  "reason": null
                },
                {
                  "id": "P-ACC-15",
                  "level": "SHOULD",
                  "class": "ADVISORY",
                  "verdict": "INCONCLUSIVE",
                  "scenarios": [
                    "SC-PRE-02"
                  ],
                  "reason": "SC-PRE-02 ended at another rule"
                }
              ]
            }
            """));
    }
}
