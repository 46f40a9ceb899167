namespace PaxosConformance.Mutants;

/// <content>Nodes that trust a disk with what it has not written.</content>
public static partial class Zoo
{
    private const string LogFile = "Paxos.Storage/LogFile.cs", Disk = "Paxos.Storage/DirectoryDisk.cs";

    private static Rewrite[] NewFileForEveryState => [In(Log, "MakeDurable").Replace("file!.HasRoomFor(encoded)", "encoded.Length == 0")];

    private static IEnumerable<Mutant> Disks =>
    [
        new("Z18", "records are flushed, and only a new file is synced")
        {
            Breaks = ["P-DUR-03"], Killers = ["SC-PWR-01"], Tier = Tier.Power, Flagged = ["PAX2001"],
            Rewrites =
            [
                In(Disk, "type RealFile").Replace("""
                    if (OperatingSystem.IsWindows()) RandomAccess.FlushToDisk(handle);
                    else if (NativeMethods.FSync((int)handle.DangerousGetHandle()) < 0) throw Error("fsync", path);
                    """, "new FileStream(handle, FileAccess.Write, bufferSize: 0).Flush();"),
                In(Disk, "Rename").Replace("public void Rename(string from, string to) => File.Move(At(from), At(to), overwrite: true);", """
                    public void Rename(string from, string to)
                    {
                        using (var whole = new FileStream(At(from), FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) whole.Flush(flushToDisk: true);
                        File.Move(At(from), At(to), overwrite: true);
                    }
                    """),
            ],
        },
        new("Z19", "accepts are synced, promises are not")
        {
            Breaks = ["P-DUR-03", "P-DUR-01"], Killers = ["SC-PWR-01"], Tier = Tier.Power, Flagged = ["PAX3001"],
            Rewrites =
            [
                In(LogFile, "Append").Replace("public void Append(byte[] state) { WritePair(state); Sync(); }", """
                    public void Append(byte[] state, bool sync = true)
                    {
                        WritePair(state);
                        if (sync) Sync();
                    }
                    """),
                In(Log, "MakeDurable").Replace("file.Append(encoded)", "file.Append(encoded, state.Acceptor.Accepted != last.Acceptor.Accepted)"),
            ],
        },
        new("Z20", "ballots are written first, the value after them")
        {
            Breaks = ["P-DUR-05"], Killers = ["SC-PWR-03"], Tier = Tier.Power,
            Rewrites =
            [
                In(Log, "Persist").Replace("MakeDurable(states[^1]);", """
                    {
                        var state = states[^1];
                        if (state.Acceptor.Accepted is { } pair && last.Acceptor.Accepted is { } before && pair != before)
                            MakeDurable(state with { Acceptor = state.Acceptor with { Accepted = pair with { Value = before.Value } } });
                        MakeDurable(state);
                    }
                    """),
            ],
        },
        new("Z24", "every state goes to a new file, which gets its name without a sync of the directory")
        {
            Breaks = ["P-DUR-11"], Killers = ["SC-PWR-02"], Tier = Tier.Power, Flagged = ["PAX1001"],
            Rewrites =
            [
                .. NewFileForEveryState,
                In(Log, "SyncDirectory").Replace("private void SyncDirectory() => disk.SyncDirectory();", "private static void SyncDirectory() { }"),
            ],
        },
        new("Z25", "whatever is wrong with the log, the node starts empty")
        {
            Breaks = ["P-DUR-02", "P-DUR-12"], Killers = ["SC-PWR-04"], Tier = Tier.Power,
            Rewrites =
            [
                In(Log, "Recover").Replace("disk.Read(FileName) is { } bytes ? Recovery.LastState(path, bytes) : StableState.Initial", "disk.Read(FileName) is { } bytes ? StateOrNothing(path, bytes) : StableState.Initial"),
                In(Log, "Dispose").Replace("public override void Dispose()", """
                    private static StableState StateOrNothing(string path, byte[] bytes)
                    {
                        try
                        {
                            return Recovery.LastState(path, bytes);
                        }
                        catch (Exception e) when (e is LogDamagedException)
                        {
                            return StableState.Initial;
                        }
                    }

                    public override void Dispose()
                    """),
                In(Recovery, "LastHalfPair").Replace("{ if (GoodRecords(end).ToList() is not [var record, .. var more]) return null;", """
                    {
                        if (!IsBlank(end)) throw Damaged(end, "the checksum is wrong");
                        if (GoodRecords(end).ToList() is not [var record, .. var more]) return null;
                    """),
            ],
        },
        new("Z26", "an error of fsync is caught and ignored")
        {
            Breaks = ["P-DUR-10"], Killers = ["SC-PWR-06"], Tier = Tier.Power, Flagged = ["PAX1004"],
            Rewrites =
            [
                In(LogFile, "Sync").Replace("private void Sync() => file.Sync();", """
                    private void Sync()
                    {
                        try
                        {
                            file.Sync();
                        }
                        catch (IOException)
                        {
                        }
                    }
                    """),
            ],
        },
        new("X31", "a vote leaves although its state could not be made durable")
        {
            Breaks = ["P-DUR-10"], Killers = ["SC-PWR-06"], Tier = Tier.Power, Flagged = ["PAX1004"],
            Rewrites =
            [
                In(Log, "Persist").Replace("if (states.Count > 0 && states[^1] != last) MakeDurable(states[^1]);", """
                    try
                    {
                        if (states.Count > 0 && states[^1] != last) MakeDurable(states[^1]);
                    }
                    catch (StorageFailedException)
                    {
                        failure = null;
                    }
                    """),
            ],
        },
        new("X48", "every state goes to a new file, which gets its name without a sync of its content")
        {
            Breaks = ["P-DUR-03"], Killers = ["SC-PWR-01", "SC-PWR-02"], Tier = Tier.Power, Flagged = ["PAX3001"],
            Rewrites =
            [
                .. NewFileForEveryState,
                In(LogFile, "Sync").Replace("private void Sync() => file.Sync();", "private static void Sync() { }"),
            ],
        },
    ];
}
