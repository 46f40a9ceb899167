namespace PaxosConformance.Tracing.Tests;

/// <summary>n1 to n3 are real, and carry their messages themselves: the trace holds only what clients say and hear.</summary>
public class ClientViewTests
{
    [TestCase("P-SAF-01 2 4", """
        c1>n1 propose x
        n1>c1 propose_ok x
        c2>n3 propose y
        n3>c2 propose_ok y
        """, TestName = "Two nodes tell their clients different decisions")]
    [TestCase("P-SAF-01 3 6", """
        c1>n1 propose x
        c2>n2 propose y
        n1>c1 propose_ok x
        n1 killed
        n1 restarted
        n2>c3 learned_ok y
        """, TestName = "A node that has died after it told its decision counts")]
    [TestCase("P-SAF-02 2", """
        c1>n1 propose x
        n1>c1 propose_ok z
        """, TestName = "A decision that nobody submitted")]
    [TestCase("P-SAF-03 3 5", """
        c1>n1 propose x
        c2>n1 propose y
        n1>c1 propose_ok x
        c2>n1 propose y
        n1>c2 propose_ok y
        """, TestName = "A node tells another decision than before")]
    [TestCase("P-SAF-03 3 6", """
        c1>n1 propose x
        c2>n2 propose y
        n1>c1 propose_ok x
        n1 killed
        n1 restarted
        n1>c3 learned_ok y
        """, TestName = "A node tells another decision than before its crash")]
    public void What_clients_see_is_judged(string violation, string story) => Assert.That(new Story(story).JudgedByWhatClientsSee(), Is.EqualTo(violation));

    [TestCase("""
        c1>n1 propose x
        n1>c1 propose_ok x
        n3>c2 learned_ok x
        """, TestName = "By what votes a node decided is not seen")]
    [TestCase("""
        c1>n1 propose x
        c2>n2 propose y
        n2>c2 propose_ok x
        n1>c1 propose_ok x
        n3>c3 learned_ok -
        """, TestName = "A decision is another client's value")]
    [TestCase("""
        c1>n1 propose x
        n1>c1 propose_ok x
        n1 powerlost
        n1 restarted
        n1>c2 learned_ok -
        c3>n1 propose y
        n1>c3 propose_ok x
        """, TestName = "A node has forgotten the decision and learns it again")]
    [TestCase("""
        c1>n1 propose x
        n1>n2 decide y
        n2>n1 accepted 5.n1
        n1>n3 accept 5.n3 z
        n1>c1 propose_ok x
        """, TestName = "Whatever nodes leave to the harness is not theirs to be judged by")]
    [TestCase("""
        c1>n1 propose x
        n1>c1 propose_ok x
        n1 wiped
        c2>n1 propose y
        n1>c2 propose_ok y
        """, TestName = "Nothing is expected of nodes of which one was wiped")]
    public void Nothing_is_held_against_what_a_correct_node_may_show(string story) => Assert.That(new Story(story).JudgedByWhatClientsSee(), Is.Empty);
}
