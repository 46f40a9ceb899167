using Paxos.Storage;
using PaxosConformance.Wire;
using static Paxos.Node.Tests.Say;

namespace Paxos.Node.Tests;

public sealed class InitTests
{
    private static readonly InitBody Good = new() { NodeId = "n1", NodeIds = ["n1", "n2", "n3", "n4"], DataDir = "data" };

    private static IEnumerable<TestCaseData<InitBody, int, string>> Bad =>
    [
        new(Good with { NodeId = "n9" }, 12, "/body/node_id: 'n9' is not in node_ids"),
        new(Good with { NodeIds = ["n1", "n2", "n2"] }, 12, "/body/node_ids: 'n2' is named twice"),
        new(Good with { NodeIds = ["n1", "n 2"] }, 12, "/body/node_ids: 'n 2' is no id"),
        new(Good with { DataDir = null }, 12, "/body/data_dir: required"),
        new(Good with { DataDir = "" }, 12, "/body/data_dir: required"),
        new(Good with { Timing = new Timing { RetryMs = 0 } }, 12, "/body/timing/retry_ms: 0 is too short"),
        new(Good with { Network = new NetworkConfig { Mode = "carrier pigeon" } }, 12, "/body/network/mode: 'carrier pigeon' is unknown"),
        new(Good with { Acceptors = ["n1", "n9"] }, 14, "/body/acceptors: 'n9' is not in node_ids"),
        new(Good with { Acceptors = [] }, 14, "/body/acceptors: there are no acceptors"),
        new(Good with { Acceptors = ["n1", "n1"] }, 14, "/body/acceptors: an acceptor is named twice"),
        new(Good with { Quorums = Of(Count(2), Count(2)) }, 14, "/body/quorums: quorums of 2 (phase 1) and 2 (phase 2) need not meet among 4"),
        new(Good with { Quorums = Of(Count(0), Count(5)) }, 14, "/body/quorums: a phase1 quorum of 0 is impossible"),
        new(Good with { Quorums = Of(Sets("n1"), Sets("n2")) }, 14, "/body/quorums: phase-1 quorum {n1}"),
        new(Good with { Quorums = Of(Count(3), Sets("n2")) }, 14, "/body/quorums: one phase is given as a count"),
    ];

    [Test]
    public void Init_is_answered_by_what_the_node_is_and_can_do()
    {
        var answer = (InitOkBody)new Rig(start: false).Init();

        Assert.That((answer.Protocol, answer.Implementation!.Name, answer.Implementation.Language), Is.EqualTo((1, "Paxos.Node", "C#")));
        Assert.That(answer.Capabilities, Is.EquivalentTo(Capability.All.Except([Capability.Slots])));
    }

    [TestCaseSource(nameof(Bad))]
    public void A_configuration_that_is_wrong_or_unsafe_is_refused_with_its_place(InitBody init, int code, string text)
    {
        var rig = new Rig(init: init, start: false);

        var error = (ErrorBody)rig.Init();

        Assert.That(error.Code, Is.EqualTo(code));
        Assert.That(error.Text, Does.StartWith(text));
        Assert.That(rig.From("n2", Prepare(5)).Show(), Is.EqualTo((string[])["n2 error 11"]), "it must not vote");
    }

    [Test]
    public void After_a_refusal_a_good_init_is_taken()
    {
        var rig = new Rig(start: false);
        rig.Request(Good with { DataDir = null });

        Assert.That(rig.Init(), Is.InstanceOf<InitOkBody>());
    }

    [Test]
    public void A_second_init_is_refused_and_changes_nothing()
    {
        var rig = new Rig();
        rig.From("n2", Prepare(5));

        Assert.That(((ErrorBody)rig.Request(Good)).Code, Is.EqualTo(ErrorCode.Abort));
        Assert.That(rig.From("n2", Prepare(3)).Show(), Is.EqualTo((string[])["n2 nack 3.n2 5.n2"]));
    }

    [Test]
    public void A_damaged_log_ends_the_node_with_the_reason()
    {
        var rig = new Rig();
        rig.From("n2", Prepare(5));
        var bytes = rig.Disk.Read(Log.FileName)!;
        bytes[40] ^= 0xff;
        rig.Disk.Kill();
        rig.Disk.Put(Log.FileName, bytes);

        var again = new Rig(disk: rig.Disk, start: false);
        var error = (ErrorBody)again.Init();

        Assert.That(error.Code, Is.EqualTo(ErrorCode.Crash));
        Assert.That(error.Text, Does.Contain(Log.FileName));
        Assert.That((again.Ending!.ExitCode, again.Ending.Reason), Is.EqualTo((1, error.Text)));
    }

    [Test]
    public void A_directory_that_another_node_uses_ends_the_node()
    {
        var rig = new Rig();

        var other = new Rig(disk: rig.Disk, start: false);

        Assert.That(((ErrorBody)other.Init()).Text, Does.Contain("another node is running"));
        Assert.That(other.Ending!.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void A_disk_that_fails_at_the_start_ends_the_node()
    {
        var rig = new Rig(start: false) { Fault = _ => new IOException("I/O error") };

        Assert.That(((ErrorBody)rig.Init()).Code, Is.EqualTo(ErrorCode.Crash));
        Assert.That(rig.Ending!.ExitCode, Is.EqualTo(74));
    }

    [Test]
    public void Reset_wipes_everything_durably_and_another_node_may_follow()
    {
        var rig = new Rig();
        rig.From("n2", Accept(5, "x"));
        rig.From("n2", Decide("x"));

        Assert.That(rig.Request(new ResetBody()), Is.InstanceOf<ResetOkBody>());
        Assert.That(((ErrorBody)rig.Request(new LearnedBody())).Code, Is.EqualTo(ErrorCode.Unavailable));
        Assert.That(rig.Request(Good with { NodeId = "n4" }), Is.InstanceOf<InitOkBody>());
        Assert.That(rig.Learned(), Is.Null);

        rig.Request(new ResetBody());
        rig.Restart(losePower: true);
        Assert.That(rig.From("n2", Prepare(1)).Show(), Is.EqualTo((string[])["n2 promise 1.n2 -"]));
    }

    [Test]
    public void A_disk_that_fails_at_reset_ends_the_node_without_an_answer()
    {
        var rig = new Rig { Fault = _ => new IOException("I/O error") };

        Assert.That(() => rig.Request(new ResetBody()), Throws.TypeOf<StorageFailedException>());
    }

    private static Quorums Of(PhaseQuorums phase1, PhaseQuorums phase2) => new() { Phase1 = phase1, Phase2 = phase2 };

    private static PhaseQuorums Count(int count) => new(count, null);

    private static PhaseQuorums Sets(string member) => new(null, [[member]]);
}
