using System.Globalization;
using System.Xml;
using PaxosConformance.Tracing;

namespace PaxosConformance.Reports.Diagrams;

/// <summary>The diagram as a picture (SVG 1.1), in light and dark, that needs nothing besides itself.</summary>
public sealed class SvgDiagram
{
    /// <summary>So many steps are drawn if nothing else is said: a picture of about 15,000 pixels.</summary>
    public const int MostSteps = 500;

    private readonly Diagram diagram;
    private readonly XmlWriter svg;

    private SvgDiagram(Diagram diagram, XmlWriter svg) => (this.diagram, this.svg) = (diagram, svg);

    /// <summary>Writes the picture.</summary>
    /// <param name="diagram">What to draw; of a long one what matters: see <see cref="Excerpt"/>.</param>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="output">Stays open.</param>
    /// <param name="mostSteps">How many steps at most, from 1.</param>
    public static void Write(Diagram diagram, string title, Stream output, int mostSteps = MostSteps)
    {
        using var svg = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, IndentChars = " ", NewLineChars = "\n", CloseOutput = false });
        new SvgDiagram(Excerpt.Of(diagram, mostSteps), svg).Draw(Visible.Line(title));
    }

    private void Draw(string title)
    {
        var (width, height) = (SvgLayout.Width(diagram), SvgLayout.Height(diagram));
        svg.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Set("viewBox", $"0 0 {width} {height}", "width", width, "height", height, "class", "sequence", "role", "img", "aria-label", title);
        Text("title", title);
        Text("style", $"{Embedded.Text("palette.css")}{Embedded.Text("diagram.css")}");
        Element("rect", "width", width, "height", height, "fill", "var(--paper)");
        foreach (var (i, step) in diagram.Steps.Index()) Ground(i, step, width);
        foreach (var (i, line) in diagram.Lifelines.Index()) Lifeline(i, line, height);
        foreach (var outage in diagram.Outages) Outage(outage);
        foreach (var (i, step) in diagram.Steps.Index()) Step(i, step, width);
        svg.WriteEndElement();
    }

    private void Ground(int place, Step step, int width)
    {
        if (!step.Proves) return;
        var top = SvgLayout.Top(place);
        Element("rect", "class", "proof", "x", 0, "y", top, "width", width, "height", SvgLayout.Pitch);
        Element("rect", "class", "proof-edge", "x", 0, "y", top, "width", 4, "height", SvgLayout.Pitch);
    }

    private void Lifeline(int place, Lifeline line, int height)
    {
        var (x, role) = (SvgLayout.X(place), Class(line.Role));
        Element("line", "class", $"life {role}", "x1", x, "x2", x, "y1", SvgLayout.Head - 8, "y2", height - 6);
        svg.WriteStartElement("g");
        Set("class", $"head {role}");
        var wide = Math.Max(56, (line.Name.Length * 8) + 20);
        Element("rect", "x", x - (wide / 2), "y", 6, "width", wide, "height", 22, "rx", 5);
        Text("text", line.Name, "x", x, "y", 21);
        Text("text", role, "class", "role", "x", x, "y", 41);
        svg.WriteEndElement();
    }

    private void Outage(Outage outage)
    {
        var (x, from, to) = (SvgLayout.X(outage.Lifeline), SvgLayout.Y(outage.From), SvgLayout.Y(outage.To));
        Element("line", "class", "outage", "x1", x, "x2", x, "y1", from, "y2", to);
        Element("line", "class", outage.IsPause ? "paused" : "dead", "x1", x, "x2", x, "y1", from, "y2", to);
    }

    private void Step(int place, Step step, int width)
    {
        var y = SvgLayout.Y(place);
        if (step.Clock > 0) Text("text", (step.Proves ? "✱ " : "") + step.Clock.ToString(CultureInfo.InvariantCulture), "class", "clock", "x", SvgLayout.Gutter - 8, "y", y + 4);
        svg.WriteStartElement("g");
        switch (step)
        {
            case MessageStep message:
                Set("class", Class(message.Tone));
                Message(message, y);
                break;
            case ArrivalStep arrival:
                Set("class", Class(arrival.Tone));
                Arrival(arrival, y);
                break;
            case MarkStep mark:
                var bad = mark.Kind is EventKind.Exited or EventKind.Killed or EventKind.PowerLost or EventKind.Damaged or EventKind.Malformed;
                Element("circle", "class", bad ? "dot bad" : mark.Kind == EventKind.Paused ? "dot still" : "dot", "cx", SvgLayout.X(mark.At), "cy", y, "r", 8);
                Text("text", SvgLayout.Sign(mark.Kind), "class", "sign", "x", SvgLayout.X(mark.At), "y", y + 4);
                Word(step, SvgLayout.X(mark.At) + 14, y + 4, middle: false);
                break;
            case NoteStep note:
                Element("rect", "class", $"band {Class(note.Kind)}", "x", SvgLayout.Gutter, "y", SvgLayout.Top(place) + 5, "width", width - SvgLayout.Gutter, "height", SvgLayout.Pitch - 10, "rx", 4);
                Text("text", SvgLayout.Fit(note.Text, width - SvgLayout.Gutter), "class", $"band-word {Class(note.Kind)}", "x", (SvgLayout.Gutter + width) / 2, "y", y + 1);
                break;
        }

        svg.WriteEndElement();
    }

    private void Message(MessageStep step, int y)
    {
        var (from, to) = (SvgLayout.X(step.From), SvgLayout.X(step.To));
        var end = from + (int)((to - from) * SvgLayout.Reach(step.Passage));
        var wire = step.Passage is Passage.Late or Passage.Held ? "wire late" : "wire";
        if (from == to) Element("path", "class", wire, "d", $"M{from} {y - 5}h22v10h-20");
        else Element("line", "class", wire, "x1", from, "y1", y, "x2", end, "y2", y);
        if (step.Passage is Passage.AtOnce or Passage.Open) Tip(from, y, to, y);
        if (step.Passage is Passage.Lost or Passage.Unsent) Cross(end, y);
        if (step.Passage is Passage.Held or Passage.Late) Element("path", "class", "wire", "d", $"M{end} {y - 6}v12m{(to >= from ? 4 : -4)} -12v12");
        Word(step with { Text = step.Text + SvgLayout.Remark(step.Passage) }, (from + to) / 2, y - 6, middle: true);
    }

    private void Arrival(ArrivalStep step, int y)
    {
        var (from, to) = (SvgLayout.X(step.From), SvgLayout.X(step.To));
        var (start, sent) = (from + (int)((to - from) * SvgLayout.Reach(Passage.Late)), SvgLayout.Y(step.SentIn));
        Element("line", "class", "wire late", "x1", start, "y1", sent, "x2", to, "y2", y);
        if (step.IsLost) Cross(to, y);
        else Tip(start, sent, to, y);
        Word(step with { Text = $"{step.Text} ({(step.IsLost ? "lost" : step.IsCopy ? "again" : "late")}, of {step.SentAt})" }, (from + to) / 2, y - 6, middle: true);
    }

    private void Cross(int x, int y) => Element("path", "class", "cross", "d", $"M{x - 5} {y - 5}l10 10m0 -10l-10 10");

    private void Tip(int fromX, int fromY, int x, int y)
    {
        var turn = Math.Atan2(y - fromY, x - fromX) * 180 / Math.PI;
        Element("path", "class", "tip", "d", "M0 0l-9 -4.5v9z", "transform", string.Create(CultureInfo.InvariantCulture, $"translate({x} {y}) rotate({turn:0.#})"));
    }

    // Words stay in the picture: they are moved in at its edges, and shortened where it is too narrow.
    private void Word(Step step, int x, int y, bool middle)
    {
        var width = SvgLayout.Width(diagram);
        var text = SvgLayout.Fit(step.Text, width - SvgLayout.Gutter);
        var half = SvgLayout.Length(text) / 2;
        var centre = Math.Clamp(middle ? x : x + half, SvgLayout.Gutter + half, Math.Max(SvgLayout.Gutter + half, width - 4 - half));
        Text("text", text, "class", $"word{(middle ? " middle" : "")}{(step.Proves ? " proof-word" : "")}", "x", middle ? centre : centre - half, "y", y);
    }

    private static string Class<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private void Element(string name, params object[] attributes)
    {
        svg.WriteStartElement(name);
        Set(attributes);
        svg.WriteEndElement();
    }

    private void Text(string name, string text, params object[] attributes)
    {
        svg.WriteStartElement(name);
        Set(attributes);
        svg.WriteString(text);
        svg.WriteEndElement();
    }

    private void Set(params object[] attributes)
    {
        foreach (var pair in attributes.Chunk(2)) svg.WriteAttributeString((string)pair[0], Convert.ToString(pair[1], CultureInfo.InvariantCulture));
    }
}
