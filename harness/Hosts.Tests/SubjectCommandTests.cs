namespace PaxosConformance.Hosts.Tests;

public class SubjectCommandTests
{
    [TestCase("./node", "./node")]
    [TestCase("--port=1,2", "--port=1,2")]
    [TestCase("", "''")]
    [TestCase("two words", "'two words'")]
    [TestCase("it's", @"'it'\''s'")]
    [TestCase("$HOME", "'$HOME'")]
    [TestCase("{data}", "'{data}'")]
    public void A_word_is_quoted_where_a_shell_needs_it(string word, string quoted) => Assert.That(Shell.Quote(word), Is.EqualTo(quoted));

    [Test]
    public void A_command_is_shown_as_one_would_type_it() => Assert.That(
        new SubjectCommand("./my node", ["--data", "{data}"]).ToString(),
        Is.EqualTo("'./my node' --data '{data}'"));
}
