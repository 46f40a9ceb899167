namespace PaxosConformance.Reports.Diagrams;

/// <summary>The part of a long diagram that tells what matters.</summary>
public static class Excerpt
{
    /// <summary>
    /// The diagram with as many steps at most: those that prove something, with what led there; of a diagram that proves nothing the last ones. Where steps are
    /// left out, one says how many. What came after the last proof is left out too, for no reader needs it.
    /// </summary>
    /// <param name="diagram">The diagram.</param>
    /// <param name="most">How many steps to keep, from 1; a few more where more than that prove something.</param>
    public static Diagram Of(Diagram diagram, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var end = diagram.LastProof + 1 ?? diagram.Steps.Count;
        if (end <= most && diagram.Steps.Count <= most) return diagram;
        var keeps = new bool[diagram.Steps.Count];
        var left = most;
        for (var i = 0; i < end; i++) left -= Keep(keeps, i, diagram.Steps[i].Proves);
        for (var i = end - 1; i >= 0 && left > 0; i--) left -= Keep(keeps, i, !keeps[i]);
        return Cut(diagram, keeps);
    }

    private static int Keep(bool[] keeps, int step, bool keep)
    {
        keeps[step] |= keep;
        return keep ? 1 : 0;
    }

    private static Diagram Cut(Diagram diagram, bool[] keeps)
    {
        List<Step> kept = [];
        var places = new int[keeps.Length + 1];
        for (var i = 0; i < keeps.Length; i++)
        {
            var gap = 0;
            for (; i + gap < keeps.Length && !keeps[i + gap]; gap++) places[i + gap] = kept.Count;
            if (gap > 0) kept.Add(new NoteStep(0, $"{gap} {(gap == 1 ? "step" : "steps")} left out", NoteKind.Gap));
            i += gap;
            if (i == keeps.Length) break;
            places[i] = kept.Count;
            kept.Add(diagram.Steps[i] is ArrivalStep arrival ? arrival with { SentIn = places[arrival.SentIn] } : diagram.Steps[i]);
        }

        places[^1] = kept.Count;
        return new Diagram(diagram.Lifelines, kept, diagram.Outages.Select(outage => outage with { From = places[outage.From], To = places[outage.To] }).Where(outage => outage.To > outage.From).ToList());
    }
}
