using PaxosConformance.Tracing;

namespace PaxosConformance.Reports.Diagrams;

/// <summary>How a terminal shows a diagram.</summary>
/// <param name="Width">How many letters fit in a line; what is longer is wrapped.</param>
/// <param name="Colour">Whether it understands the colours of ECMA-48.</param>
public sealed record TextStyle(int Width, bool Colour)
{
    /// <summary>What is good where nobody knows how wide the reader's window is: a log.</summary>
    public const int UsualWidth = 120;

    /// <summary>
    /// The style for standard output: the width of the terminal, or what <c>COLUMNS</c> says of a log; colour on a terminal only, and not where <c>NO_COLOR</c> is set
    /// (no-color.org).
    /// </summary>
    public static TextStyle OfConsole() => Of(Console.IsOutputRedirected, () => Console.WindowWidth, Environment.GetEnvironmentVariable);

    internal static TextStyle Of(bool isRedirected, Func<int> width, Func<string, string?> environment)
    {
        var columns = isRedirected ? int.TryParse(environment("COLUMNS"), out var said) ? said : UsualWidth : width();
        return new TextStyle(Math.Max(40, columns <= 0 ? UsualWidth : columns), !isRedirected && string.IsNullOrEmpty(environment("NO_COLOR")));
    }
}

/// <summary>The diagram for a terminal: lanes of a few letters with the arrows, and what they say beside them.</summary>
public sealed class TextDiagram
{
    /// <summary>So many steps are told at most: a few screens.</summary>
    public const int MostSteps = 120;

    private const int Gutter = 8;
    private const int Narrowest = 18;
    private readonly Diagram diagram;
    private readonly TextStyle style;
    private readonly TextWriter output;
    private readonly int lane;
    private readonly int[] at;

    private TextDiagram(Diagram diagram, TextStyle style, TextWriter output)
    {
        (this.diagram, this.style, this.output) = (diagram, style, output);
        var names = diagram.Lifelines.Select(line => line.Name.Length).Append(2).Max() + 2;
        lane = Math.Clamp(Math.Max(names, 6), 4, Math.Max(4, (style.Width - Gutter - 24) / Math.Max(1, diagram.Lifelines.Count)));
        at = diagram.Lifelines.Select((_, i) => Gutter + (i * lane) + (lane / 2)).ToArray();
    }

    private int Words => Gutter + (diagram.Lifelines.Count * lane) + 1;

    /// <summary>Writes the diagram.</summary>
    /// <param name="diagram">What to tell; of a long one what matters: see <see cref="Excerpt"/>.</param>
    /// <param name="style">How.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Diagram diagram, TextStyle style, TextWriter output) => new TextDiagram(Excerpt.Of(diagram, MostSteps), style, output).Write();

    private void Write()
    {
        var head = Blank();
        foreach (var (i, line) in diagram.Lifelines.Index()) Put(head, at[i] - ((Math.Min(line.Name.Length, lane - 1) - 1) / 2), line.Name.Length < lane ? line.Name : line.Name[..(lane - 1)]);
        output.WriteLine(new string(head).TrimEnd());
        foreach (var (i, step) in diagram.Steps.Index()) Tell(i, step);
    }

    private void Tell(int place, Step step)
    {
        var row = Lanes(place);
        Draw(row, step);
        var clock = step.Clock > 0 ? $"{step.Clock,6}" : "      ";
        Put(row, 0, (step.Proves ? "*" : " ") + clock[(clock.Length > 6 ? clock.Length - 6 : 0)..]);
        var colour = step.Proves ? "\e[1;31m" : step is NoteStep ? "\e[35m" : step is MarkStep ? "\e[33m" : null;
        var lines = TextWrap.Lines(Said(step), Math.Max(Narrowest, style.Width - Words - 1));
        for (var i = 0; i < lines.Count; i++)
        {
            var line = $"{new string(i == 0 ? row : Lanes(place))} {lines[i]}".TrimEnd();
            output.WriteLine(colour is not null && style.Colour ? $"{colour}{line}\e[0m" : line);
        }
    }

    private string Said(Step step) => step switch
    {
        MessageStep message => $"{Ends(message.From, message.To)}  {message.Text}{SvgLayout.Remark(message.Passage)}",
        ArrivalStep arrival => $"{Ends(arrival.From, arrival.To)}  {arrival.Text} ({(arrival.IsLost ? "lost" : arrival.IsCopy ? "again" : "late")}: of {arrival.SentAt})",
        MarkStep mark => $"{diagram.Lifelines[mark.At].Name}  {mark.Text}",
        NoteStep { Kind: NoteKind.Gap } gap => $"… {gap.Text} …",
        NoteStep { Kind: NoteKind.Word } note => note.Text,
        _ => $"-- {step.Text} --",
    };

    private string Ends(int from, int to) => $"{diagram.Lifelines[from].Name} -> {diagram.Lifelines[to].Name}";

    private void Draw(char[] row, Step step)
    {
        switch (step)
        {
            case MessageStep { Passage: Passage.AtOnce or Passage.Open } message:
                Arrow(row, message.From, message.To, '─', 1);
                break;
            case MessageStep message:
                Arrow(row, message.From, message.To, message.Passage is Passage.Late or Passage.Held ? '╌' : '─', SvgLayout.Reach(message.Passage), message.Passage is Passage.Late or Passage.Held ? '┤' : 'x');
                break;
            case ArrivalStep arrival:
                Arrow(row, arrival.From, arrival.To, '╌', 1, arrival.IsLost ? 'x' : null);
                break;
            case MarkStep mark:
                row[at[mark.At]] = mark.Kind switch
                {
                    EventKind.Started or EventKind.Restarted or EventKind.Resumed or EventKind.Wiped => 'o',
                    EventKind.Paused => '=',
                    EventKind.Malformed => '?',
                    EventKind.Damaged => '!',
                    _ => 'X',
                };
                break;
            case NoteStep { Kind: not NoteKind.Word }:
                Put(row, Gutter, new string('╌', Words - Gutter - 1));
                break;
        }
    }

    private void Arrow(char[] row, int from, int to, char stroke, double reach, char? end = null)
    {
        var (start, stop) = (at[from], at[from] + (int)Math.Round((at[to] - at[from]) * reach));
        var step = stop >= start ? 1 : -1;
        for (var x = start + step; x != stop + step && start != stop; x += step) row[x] = stroke;
        row[stop] = end is { } sign ? (sign == '┤' && step < 0 ? '├' : sign) : step > 0 ? '>' : '<';
        if (start != stop) row[start] = step > 0 ? '├' : '┤';
    }

    private char[] Lanes(int place)
    {
        var row = Blank();
        for (var i = 0; i < at.Length; i++) row[at[i]] = '│';
        foreach (var outage in diagram.Outages.Where(outage => outage.From < place && place < outage.To)) row[at[outage.Lifeline]] = outage.IsPause ? '=' : ' ';
        return row;
    }

    private char[] Blank() => [.. Enumerable.Repeat(' ', Words - 1)];

    private static void Put(char[] row, int x, string text) => text.AsSpan(0, Math.Min(text.Length, row.Length - x)).CopyTo(row.AsSpan(x));
}
