using System.Globalization;
using System.Runtime.InteropServices;
using PaxosConformance.Hosts.Power;

namespace PaxosConformance.Containers.Power;

/// <summary>A block device of the machine whose blocks are those of a file. It goes with this process, when nobody has it mounted any more.</summary>
internal sealed class LoopDevice
{
    private const string Control = "/dev/loop-control";
    private const nuint GetFree = 0x4c82;
    private const nuint SetFile = 0x4c00;
    private const nuint SetStatus = 0x4c04;
    private const nuint FlushBuffers = 0x1261;
    private const int Major = 7;
    private const int Attempts = 20;

    // struct loop_info64: the flags, and how long it is.
    private const int FlagsAt = 52;
    private const int StatusLength = 232;
    private const uint ClearWithLastUser = 4;

    private readonly int file;

    private LoopDevice(string path, int file) => (Path, this.file) = (path, file);

    /// <summary>Its name.</summary>
    public string Path { get; }

    /// <summary>Makes a device of a file.</summary>
    public static LoopDevice Of(string image)
    {
        var backing = Libc.Open(image, toWrite: true);
        var refused = 0;
        while (true)
        {
            var number = Free();
            var path = string.Create(CultureInfo.InvariantCulture, $"/dev/loop{number}");
            Libc.MakeBlockDevice(path, Major, number);
            var file = Libc.Open(path, toWrite: true);
            try
            {
                Libc.Control(file, SetFile, backing, $"'{path}' could not be taken");
                var status = new byte[StatusLength];
                MemoryMarshal.Write(status.AsSpan(FlagsAt), ClearWithLastUser);
                Libc.Control(file, SetStatus, status, $"'{path}' could not be set up");
                Libc.Close(backing);
                return new LoopDevice(path, file);
            }
            catch (VolumeException) when (++refused < Attempts)
            {
                // Somebody else was faster.
                Libc.Close(file);
            }
        }
    }

    /// <summary>Forgets what the machine remembers of the blocks, so that they are read again.</summary>
    public void Forget() => Libc.Control(file, FlushBuffers, 0, $"'{Path}' could not be flushed");

    private static int Free()
    {
        var control = Libc.Open(Control, toWrite: true);
        try
        {
            return Libc.Control(control, GetFree, 0, "there is no free loop device");
        }
        finally
        {
            Libc.Close(control);
        }
    }
}
