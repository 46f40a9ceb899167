namespace Paxos.Tests;

public class ValueTests
{
    private static readonly byte[] NoText = [0xFF, 0x00];

    [Test]
    public void Values_are_the_same_if_their_bytes_are()
    {
        Value a = "x", b = Value.Of("x"u8);
        Assert.That(a, Is.EqualTo(b));
        Assert.That(a == b, Is.True);
        Assert.That(a != b, Is.False);
        Assert.That(a.GetHashCode(), Is.EqualTo(b.GetHashCode()));
    }

    [TestCase("x", "y")]
    [TestCase("x", "X")]
    [TestCase("x", "x ")]
    [TestCase("x", "")]
    [TestCase("\u00e9", "e\u0301")]
    public void Values_differ_if_a_byte_does(string a, string b)
    {
        Assert.That((Value)a, Is.Not.EqualTo((Value)b));
        Assert.That((Value)a != (Value)b, Is.True);
    }

    [Test]
    public void The_empty_value_is_not_no_value()
    {
        Value? none = null;
        Assert.That(Value.Of([]) == none, Is.False);
        Assert.That(none == Value.Of([]), Is.False);
        Assert.That(none == null, Is.True);
    }

    [Test]
    public void A_value_keeps_its_bytes_whatever_becomes_of_the_array()
    {
        byte[] bytes = [1, 2, 3];
        var value = Value.Of(bytes);
        bytes[0] = 9;
        Assert.That(value.Bytes.ToArray(), Is.EqualTo((byte[])[1, 2, 3]));
    }

    [Test]
    public void It_knows_whether_it_is_text()
    {
        Assert.That(((Value)"Größe 😀").IsText, Is.True);
        Assert.That(Value.Of(NoText).IsText, Is.False);
    }

    [Test]
    public void It_is_told_as_text_where_it_is_text()
    {
        Assert.That(((Value)"Größe").ToString(), Is.EqualTo("Größe"));
        Assert.That(Value.Of(NoText).ToString(), Is.EqualTo("base64:/wA="));
    }

    [Test]
    public void Text_has_one_value_however_it_is_made() => Assert.That(Value.FromString("x"), Is.EqualTo((Value)"x"));
}
