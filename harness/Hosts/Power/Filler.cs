namespace PaxosConformance.Hosts.Power;

/// <summary>A file that takes all the room there is.</summary>
internal static class Filler
{
    /// <summary>Makes it, and lets it grow until its file system is full.</summary>
    public static void Grow(string path)
    {
        var zeros = new byte[64 * 1024];
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = zeros.Length; size >= 512; size /= 2)
        {
            try
            {
                while (true) file.Write(zeros, 0, size);
            }
            catch (IOException)
            {
                // Full for pieces of this size; smaller ones may still fit.
            }
        }
    }
}
