namespace PaxosConformance.Hosts.Power;

/// <summary>Makes the image of an empty file system.</summary>
internal static class Ext4Image
{
    private const string Processors = "/sys/devices/system/cpu/possible";
    private const int BlockSize = 1024;
    private const int Blocks = 16 * 1024;

    /// <summary>Makes it, as a file that grows as it is filled.</summary>
    /// <exception cref="VolumeException"><c>mkfs.ext4</c> is not there, or failed.</exception>
    public static void Make(string path) => Make(path, PossibleProcessors);

    /// <inheritdoc cref="Make(string)"/>
    /// <param name="path">The file.</param>
    /// <param name="processors">How many the machine can have.</param>
    public static void Make(string path, int processors)
    {
        using (var file = File.Create(path)) file.SetLength(BlockSize * (Blocks + (2 * Watermark(processors))));
        Command.Run("mkfs.ext4", "-q", "-F", "-b", $"{BlockSize}", path);
    }

    // With fewer free blocks than this (EXT4_FREECLUSTERS_WATERMARK) ext4 gives a file its place as soon as it is written: more is left than was synced.
    private static long Watermark(int processors) => 4L * processors * Math.Max(32, 2 * processors);

    // Such as "0-7": those that the kernel has made room for, not those that this process may use.
    private static int PossibleProcessors => File.Exists(Processors) && int.TryParse(File.ReadAllText(Processors).Split('-', ',')[^1], out var last) ? last + 1 : Environment.ProcessorCount;
}
