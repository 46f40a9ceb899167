namespace PaxosConformance.Cli;

/// <summary>Files that the user names for reading.</summary>
internal static class InputFile
{
    public delegate T Reading<T>(ReadOnlySpan<byte> text);

    /// <summary>Reads a file.</summary>
    /// <param name="option">What the user said before its name, for messages.</param>
    /// <param name="path">Its name.</param>
    /// <param name="read">Makes sense of it; throws a <see cref="FormatException"/> that names the file.</param>
    /// <exception cref="UsageException">There is none, or there is no sense in it.</exception>
    public static T Read<T>(string option, string path, Reading<T> read)
    {
        try
        {
            return read(File.ReadAllBytes(path));
        }
        catch (FormatException e)
        {
            throw new UsageException($"{option} {e.Message}".TrimStart());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} {path}: {e.Message}".TrimStart());
        }
    }
}
