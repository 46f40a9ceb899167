using PaxosConformance.Tracing;

namespace PaxosConformance.Reports.Diagrams;

/// <summary>Where things stand in the picture, in pixels.</summary>
internal static class SvgLayout
{
    public const int Gutter = 60;
    public const int Head = 56;
    public const int Pitch = 34;
    private const int Lane = 168;

    // What a picture is set in is not known: a wide letter of 12 pixels.
    private const double Letter = 6.7;

    public static int Width(Diagram diagram) => Gutter + (Math.Max(2, diagram.Lifelines.Count) * Lane);

    public static int Height(Diagram diagram) => Head + (diagram.Steps.Count * Pitch) + 12;

    public static int X(int lifeline) => Gutter + (lifeline * Lane) + (Lane / 2);

    public static int Top(int step) => Head + (step * Pitch);

    /// <summary>The height at which the arrow of a step runs.</summary>
    public static int Y(int step) => Top(step) + 21;

    public static int Length(string text) => (int)(text.Length * Letter);

    public static string Fit(string text, int width) => Length(text) <= width ? text : text[..Math.Max(1, (int)(width / Letter) - 1)] + "…";

    /// <summary>How far a message gets in the step in which it is sent.</summary>
    public static double Reach(Passage passage) => passage switch
    {
        Passage.Lost => 0.6,
        Passage.Unsent => 0.15,
        Passage.Held or Passage.Late => 0.35,
        _ => 1,
    };

    public static string Remark(Passage passage) => passage switch
    {
        Passage.Lost => " (lost)",
        Passage.Unsent => " (never left)",
        Passage.Held => " (held back)",
        Passage.Late => " (late)",
        _ => "",
    };

    public static string Sign(EventKind kind) => kind switch
    {
        EventKind.Started => "▸",
        EventKind.Restarted => "↻",
        EventKind.Resumed => "▸",
        EventKind.Paused => "‖",
        EventKind.PowerLost => "ϟ",
        EventKind.Wiped => "○",
        EventKind.Damaged => "!",
        EventKind.Malformed => "?",
        _ => "✕",
    };
}
