using System.Diagnostics;

namespace PaxosConformance.Benchmarks;

/// <summary>Measures how many things are done in a second, several times, and tells the median and the spread.</summary>
internal sealed class Measurement(TextWriter output, int samples)
{
    public void Head() => output.WriteLine($"{"per second",-34}  {"median",10}  {"lowest",10}  {"highest",10}  ({samples} samples after one to warm up)");

    /// <param name="what">What is counted.</param>
    /// <param name="work">Does some of it, and tells how much.</param>
    public async Task Measure(string what, Func<Task<int>> work)
    {
        await work();
        var rates = new double[samples];
        for (var i = 0; i < samples; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var done = await work();
            rates[i] = done / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(rates);
        output.WriteLine($"{what,-34}  {rates[samples / 2],10:N0}  {rates[0],10:N0}  {rates[^1],10:N0}");
    }
}
