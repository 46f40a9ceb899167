using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using static PaxosConformance.Reports.Tests.Results;

namespace PaxosConformance.Reports.Tests;

public class JunitReportTests
{
    private static readonly JunitReport Writer = new();

    [Test]
    public void It_is_valid_whatever_the_subject_says()
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, XmlReader.Create(typeof(JunitReportTests).Assembly.GetManifestResourceStream("junit.xsd")!));
        List<string> faults = [];
        XDocument.Parse(Written(Writer, Mixed)).Validate(schemas, (_, fault) => faults.Add(fault.Message));
        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Its_counts_are_those_of_the_run()
    {
        var suites = XDocument.Parse(Written(Writer, Mixed)).Root!;
        int Sum(string attribute) => suites.Elements().Sum(suite => (int)suite.Attribute(attribute)!);
        Assert.That((Sum("tests"), Sum("failures"), Sum("errors"), Sum("skipped")), Is.EqualTo((7, 3, 1, 2)));
        Assert.That(((int)suites.Attribute("tests")!, (int)suites.Attribute("failures")!, (int)suites.Attribute("errors")!), Is.EqualTo((7, 3, 1)));
        Assert.That((suites.Descendants("failure").Count(), suites.Descendants("error").Count(), suites.Descendants("skipped").Count()), Is.EqualTo((3, 1, 2)));
    }

    [Test]
    public void A_failure_tells_its_story()
    {
        var failure = XDocument.Parse(Written(Writer, Report(PromisedBelowThePromise))).Descendants("failure").Single();
        Assert.That((string?)failure.Attribute("type"), Is.EqualTo("P-ACC-01"));
        Assert.That((string?)failure.Attribute("message"), Is.EqualTo("P-ACC-01: promise 3.n3 reporting nothing"));
        Assert.That(failure.Value, Does.Contain("Expected, any of:\n    - silence\n").And.Contain("n1 -> n3  promise 3.n3"));
    }

    [Test]
    public void What_was_not_judged_is_an_error_and_what_is_known_is_skipped()
    {
        var cases = XDocument.Parse(Written(Writer, Mixed)).Descendants("testcase").ToDictionary(one => ((string)one.Attribute("name")!)[..9], one => one.Elements().SingleOrDefault()?.Name.LocalName);
        Assert.That((cases["SC-ACC-04"], cases["SC-PRE-06"], cases["SC-PRE-05"], cases["SC-PRE-03"]), Is.EqualTo(("error", "skipped", "failure", (string?)null)));
    }
}
