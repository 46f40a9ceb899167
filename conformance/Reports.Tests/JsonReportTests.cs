using System.Text;
using PaxosConformance.Scenarios;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class JsonReportTests
{
    [Test]
    public void The_report_has_the_form_that_its_readers_know()
    {
        var report = Report(PromisedBelowThePromise, Of("SC-PRE-03", Verdict.Pass), Of("SC-ACC-02", Verdict.NotApplicable, "the node declares the variant 'exact-promise'"));
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo("""
            {
              "summary": {
                "scenarios": 3,
                "passed": 1,
                "failed": 1,
                "inconclusive": 0,
                "notApplicable": 1,
                "exitCode": 1
              },
              "subject": {
                "command": "-- './my node' --data '{data}'",
                "name": "toy",
                "version": "1.2",
                "language": "Go",
                "tier": "intercept",
                "capabilities": [
                  "messages",
                  "ordered"
                ]
              },
              "scenarios": [
                {
                  "id": "SC-PRE-02",
                  "verdict": "FAIL",
                  "rules": [
                    "P-ACC-01",
                    "P-ACC-15"
                  ],
                  "message": "P-ACC-01: promise 3.n3 reporting nothing",
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
                      ]
                    }
                  ]
                },
                {
                  "id": "SC-PRE-03",
                  "verdict": "PASS",
                  "rules": [
                    "P-ACC-13"
                  ],
                  "message": null,
                  "durationMs": 12,
                  "violations": []
                },
                {
                  "id": "SC-ACC-02",
                  "verdict": "NOT APPLICABLE",
                  "rules": [
                    "P-ACC-07"
                  ],
                  "message": "the node declares the variant 'exact-promise'",
                  "durationMs": 12,
                  "violations": []
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
