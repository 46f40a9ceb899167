namespace Paxos.Storage.Tests;

public class LayoutTests
{
    /// <summary>The check value that every description of CRC-32C gives.</summary>
    [Test]
    public void The_checksum_is_CRC_32C() => Assert.That(Layout.Checksum("123456789"u8), Is.EqualTo(0xE3069283));

    [TestCase(1, 4096)]
    [TestCase(4096, 4096)]
    [TestCase(4097, 8192)]
    public void Sizes_are_whole_blocks(int bytes, int blocks) => Assert.That(Layout.WholeBlocks(bytes), Is.EqualTo(blocks));

    /// <summary>The bytes themselves, so that no change of the code changes the format unseen.</summary>
    [Test]
    public void A_record_stands_in_the_file_as_FORMAT_says()
    {
        var state = new StableState(new AcceptorState(new Ballot(9, "n2"), new Proposal(new Ballot(5, "n1"), "x")), "y");
        var copy = new Record(0, 0x1122334455667788, 3, StateCodec.Encode(state)).ToPair()[..4096];

        var expected =
            "22000000" + "8877665544332211" + "0300000000000000"
            + "0900000000000000" + "026E32"
            + "01" + "0500000000000000" + "026E31" + "01000000" + "78"
            + "01" + "01000000" + "79";
        Assert.That(Convert.ToHexString(copy)[8..], Does.StartWith(expected));
        Assert.That(Layout.IsSealed(copy), Is.True);
    }
}
