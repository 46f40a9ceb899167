namespace PaxosConformance.Analyzers.Tests;

public class PersistContractTests
{
    [TestCase("[Persists] void {|PAX3001:Keep|}() { }", TestName = "Empty")]
    [TestCase("[Persists] void {|PAX3001:Keep|}() { if (!option) return; file.Flush(true); }", TestName = "Switched_off_by_an_option")]
    [TestCase("[Persists] void {|PAX3001:Keep|}(bool sync) { if (sync) file.Flush(true); }", TestName = "Switched_off_by_a_parameter")]
    [TestCase("[Persists] Task {|PAX3001:Keep|}() => Task.CompletedTask;", TestName = "A_completed_task")]
    [TestCase("[Persists] async Task {|PAX3001:Keep|}() { await Task.Yield(); }", TestName = "Awaits_something_else")]
    [TestCase("[Persists] void {|PAX3001:Keep|}() { file.Write(new byte[1]); }", TestName = "Only_written")]
    [TestCase("[Persists] void {|PAX3001:Keep|}() { Helper(); } void Helper() { }", TestName = "The_helper_does_nothing")]
    [TestCase("[Persists] void {|PAX3001:Keep|}(int b) { switch (b) { case 1: file.Flush(true); break; } }", TestName = "One_case_only")]
    [TestCase("[Persists] void {|PAX3001:Keep|}(FileStream? f) { f?.Flush(true); }", TestName = "No_file_no_persist")]
    [TestCase("[Persists] void {|PAX3001:Keep|}() { try { Note(\"\"); file.Flush(true); } catch (FormatException) { } }", TestName = "Something_else_failed")]
    [TestCase("[Persists] void {|PAX3001:Keep|}() { for (var i = 0; i < 3; i++) buffer.Add(1); }", TestName = "Only_buffered")]
    [TestCase("[Persists] void {|PAX3001:Keep|}() { var s = promised.ToString(); Console.WriteLine(s); }", TestName = "Only_printed")]
    [TestCase("[Persists] void Keep() { try { file.Flush(true); } {|PAX1004:catch (IOException)|} { } }", TestName = "Failure_swallowed")]
    [TestCase("[Persists] async Task Keep() { _ = {|PAX1003:SaveAsync()|}; await Task.Yield(); }", TestName = "Not_awaited")]
    [TestCase("[Persists] void Keep() { {|PAX1003:SaveAsync()|}; }", TestName = "Not_waited_for")]
    [TestCase("[Persists] void {|PAX3001:Keep|}() { goto end; end: ; }", TestName = "Goto")]
    [TestCase(Sync + "[Persists] void {|PAX3001:Keep|}() { if (OperatingSystem.IsWindows()) return; }", TestName = "Nothing_on_other_systems")]
    [TestCase(Sync + "[Persists] void {|PAX3001:Keep|}() { if (!OperatingSystem.IsWindows()) return; SyncDirectory(); }", TestName = "Windows_only")]
    [TestCase(Sync + "[Persists] void {|PAX3001:Keep|}() { if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux)) SyncDirectory(); }", TestName = "Linux_only")]
    [TestCase("[DllImport(\"libc\", EntryPoint = \"close\")] static extern int fsync(int fd); [Persists] void {|PAX3001:Keep|}() { if (fsync(3) != 0) throw new IOException(); }", TestName = "Another_system_call")]
    public Task Unmet(string members) => Check(members);

    [TestCase("[Persists] void Keep() { file.Flush(true); }", TestName = "Flushed_to_disk")]
    [TestCase("[Persists] void Keep() { file.Flush(flushToDisk: true); }", TestName = "Named_argument")]
    [TestCase("[Persists] void Keep() { RandomAccess.FlushToDisk(handle); }", TestName = "Handle_flushed_to_disk")]
    [TestCase("[Persists] void Keep() => Save();", TestName = "Delegated")]
    [TestCase("[Persists] Task Keep() => SaveAsync();", TestName = "Task_forwarded")]
    [TestCase("[Persists] async Task Keep() => await SaveAsync();", TestName = "Task_awaited")]
    [TestCase("[Persists] void Keep() { if (!changed) return; file.Flush(true); changed = false; }", TestName = "Nothing_to_do")]
    [TestCase("[Persists] void Keep() { if (buffer.Count == 0) return; file.Flush(true); buffer.Clear(); }", TestName = "Nothing_buffered")]
    [TestCase("[Persists] void Keep() { foreach (var x in buffer) SaveWith(x); }", TestName = "A_loop")]
    [TestCase("[Persists] void Keep() { Helper(); } void Helper() { file.Flush(true); }", TestName = "The_helper_persists")]
    [TestCase("[Persists] void Keep() { throw new NotSupportedException(); }", TestName = "Always_throws")]
    [TestCase("[Persists] bool TryKeep() { if (!Ask()) return false; file.Flush(true); return true; }", TestName = "Try_says_so")]
    [TestCase("[Persists] void Keep() { store.Commit(); }", TestName = "Delegated_to_code_without_annotations")]
    [TestCase("[Persists] protected abstract void Keep();", TestName = "Abstract")]
    [TestCase("[Persists] void Keep() { try { file.Flush(true); } catch (IOException e) { Environment.FailFast(\"\", e); } }", TestName = "A_failure_ends_the_process")]
    [TestCase("[DllImport(\"libc\")] static extern int fsync(int fd); [Persists] void Keep() { if (fsync(3) != 0) throw new IOException(); }", TestName = "System_call")]
    [TestCase("readonly FileStream direct = new(\"f\", FileMode.Append, FileAccess.Write, FileShare.Read, 1, FileOptions.WriteThrough); [Persists] void Keep() { direct.Write(new byte[1]); direct.Flush(); }", TestName = "WriteThrough")]
    [TestCase("[Persists] void Keep(System.Data.Common.DbTransaction t) { t.Commit(); }", TestName = "A_transaction_commits")]
    [TestCase("[DllImport(\"libc\", EntryPoint = \"fsync\")] static extern int Sync(int fd); [Persists] void Keep() { if (Sync(3) != 0) throw new IOException(); }", TestName = "System_call_under_another_name")]
    [TestCase(Sync + "[Persists] void Keep() { if (OperatingSystem.IsWindows()) return; SyncDirectory(); }", TestName = "Windows_cannot_sync_a_directory")]
    [TestCase(Sync + "[Persists] void Keep() { if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) SyncDirectory(); }", TestName = "Windows_told_by_platform")]
    public Task Met(string members) => Check(members);

    [TestCase("[Persists] void Keep() { {|PAX2001:file.Flush()|}; }", TestName = "Flush")]
    [TestCase("[Persists] void Keep() { {|PAX2001:file.Flush(false)|}; }", TestName = "Flush_false")]
    [TestCase("[Persists] Task Keep() => {|PAX2001:file.FlushAsync()|};", TestName = "FlushAsync")]
    [TestCase("[Persists] async Task Keep() { await {|PAX2001:file.FlushAsync()|}; }", TestName = "FlushAsync_awaited")]
    [TestCase("[Persists] void Keep() { file.Write(new byte[1]); {|PAX2001:file.Flush()|}; }", TestName = "Written_and_flushed")]
    [TestCase("[Persists] void Keep(StreamWriter writer) { writer.WriteLine(); {|PAX2001:writer.Flush()|}; }", TestName = "Writer")]
    [TestCase("[Persists] void Keep(BinaryWriter writer) { writer.Write(1); {|PAX2001:writer.Flush()|}; }", TestName = "Binary_writer")]
    [TestCase("[Persists] void Keep(Stream stream) { {|PAX2001:stream.Flush()|}; }", TestName = "Any_stream")]
    [TestCase("[Persists] void Keep(BufferedStream stream) { {|PAX2001:stream.Flush()|}; }", TestName = "Buffered_stream")]
    [TestCase("[Persists] void Keep() { if (option) file.Flush(true); else {|PAX2001:file.Flush()|}; }", TestName = "On_one_path")]
    [TestCase("[Persists] void Keep() { using var f = new FileStream(\"f\", FileMode.Create); f.WriteByte(1); {|PAX2001:f.Flush()|}; }", TestName = "Opened_here")]
    [TestCase("[Persists] void Keep() { try { {|PAX2001:file.Flush()|}; } finally { Note(\"\"); } }", TestName = "In_try")]
    public Task Flush_is_not_fsync(string members) => Check(members);

    [TestCase("[Persists] void Keep() { file.Flush(); file.Flush(true); }", TestName = "Flushed_to_disk_afterwards")]
    [TestCase("[Persists] void Keep(StreamWriter writer) { writer.Flush(); file.Flush(true); }", TestName = "The_writer_then_the_file")]
    [TestCase("[Persists] async Task Keep() { await file.FlushAsync(); RandomAccess.FlushToDisk(handle); }", TestName = "FlushAsync_then_the_handle")]
    [TestCase("void Keep() { file.Flush(); }", TestName = "No_contract")]
    [TestCase("[Persists] void Keep(MemoryStream memory) { memory.Flush(); SaveWith(memory); }", TestName = "Memory")]
    [TestCase("[Persists] void Keep(Stream net) { Save(); net.Flush(); }", TestName = "Something_else_is_flushed")]
    [TestCase("[Persists] void Keep() { file.Flush(); Helper(); } void Helper() => file.Flush(true);", TestName = "A_helper_flushes_to_disk")]
    [TestCase("readonly FileStream d = File.Open(\"f\", new FileStreamOptions { Options = FileOptions.WriteThrough }); [Persists] void Keep() { d.Flush(); }", TestName = "WriteThrough_by_options")]
    [TestCase("readonly FileStream d; Acceptor() { d = new(\"f\", FileMode.Open, FileAccess.Write, FileShare.None, 1, FileOptions.WriteThrough); } [Persists] void Keep() { d.Flush(); }", TestName = "WriteThrough_in_the_constructor")]
    [TestCase("readonly FileStream d = new(\"f\", FileMode.Open, FileAccess.Write, FileShare.None, 1, FileOptions.WriteThrough); [Persists] async Task Keep() { await d.FlushAsync(); }", TestName = "WriteThrough_asynchronously")]
    [TestCase("[Persists] void Keep(TextWriter console) { Save(); console.Flush(); }", TestName = "A_console")]
    [TestCase("[Persists] void Keep() { file.Flush(); store.Commit(); }", TestName = "A_store_commits")]
    public Task Flush_is_enough(string members) => Check(members);

    [TestCase("[Persists] void Keep() { {|PAX2002:File.WriteAllText(\"f\", \"x\")|}; }", TestName = "WriteAllText")]
    [TestCase("[Persists] void Keep() { {|PAX2002:File.WriteAllBytes(\"f\", new byte[1])|}; }", TestName = "WriteAllBytes")]
    [TestCase("[Persists] async Task Keep() { await {|PAX2002:File.WriteAllTextAsync(\"f\", \"x\")|}; }", TestName = "WriteAllTextAsync")]
    [TestCase("[Persists] void Keep() { {|PAX2002:File.AppendAllText(\"f\", \"x\")|}; }", TestName = "AppendAllText")]
    [TestCase("[Persists] void Keep() { file.Flush(true); {|PAX2002:File.Move(\"t\", \"f\", true)|}; }", TestName = "Move_without_a_sync_of_the_directory")]
    [TestCase("[Persists] void Keep() { file.Flush(true); {|PAX2002:File.Replace(\"t\", \"f\", null)|}; }", TestName = "Replace_without_a_sync_of_the_directory")]
    [TestCase("[Persists] void Keep() { {|PAX2002:File.WriteAllText(\"t\", \"x\")|}; {|PAX2002:File.Move(\"t\", \"f\", true)|}; }", TestName = "Both")]
    [TestCase("[Persists] void Keep(FileInfo info) { file.Flush(true); {|PAX2002:info.MoveTo(\"f\", true)|}; }", TestName = "MoveTo")]
    [TestCase("[Persists] void Keep() { file.Flush(true); {|PAX2002:File.Copy(\"t\", \"f\")|}; }", TestName = "Copy")]
    [TestCase("[Persists] void Keep() { if (option) { {|PAX2002:File.WriteAllText(\"f\", \"x\")|}; } else Save(); }", TestName = "On_one_path")]
    [TestCase("[Persists] void Keep() { File.WriteAllText(\"t\", \"x\"); Save(); {|PAX2002:File.Move(\"t\", \"f\", true)|}; }", TestName = "The_last_step_counts")]
    [TestCase("[Persists] void Keep() { try { {|PAX2002:File.WriteAllText(\"f\", \"x\")|}; } finally { Note(\"\"); } }", TestName = "In_try")]
    public Task Replace_is_not_durable(string members) => Check(members);

    private const string Sync = "[DllImport(\"libc\")] static extern int fsync(int fd); void SyncDirectory() { if (fsync(3) != 0) throw new IOException(); } ";

    [TestCase(Sync + "[Persists] void Keep() { file.Flush(true); File.Move(\"t\", \"f\", true); SyncDirectory(); }", TestName = "The_directory_is_synced")]
    [TestCase(Sync + "[Persists] void Keep() { file.Flush(true); File.Move(\"t\", \"f\", true); if (!OperatingSystem.IsWindows()) SyncDirectory(); }", TestName = "The_directory_is_synced_where_that_is_possible")]
    [TestCase(Sync + "[Persists] void Keep() { File.WriteAllText(\"t\", \"x\"); SyncDirectory(); }", TestName = "The_file_is_synced")]
    [TestCase("[Persists] void Keep() { File.Move(\"t\", \"f\", true); Save(); }", TestName = "Another_persist_follows")]
    [TestCase("void Keep() { File.WriteAllText(\"f\", \"x\"); }", TestName = "No_contract")]
    [TestCase("[Persists] void Keep() { var old = File.ReadAllText(\"f\"); SaveWith(old); }", TestName = "Only_read")]
    [TestCase("[Persists] void Keep() { File.Delete(\"f\"); Save(); }", TestName = "Deleted")]
    [TestCase("[Persists] void Keep() { Save(); if (File.Exists(\"f\")) Note(\"\"); }", TestName = "Looked_for")]
    [TestCase("void Handle() { File.Move(\"a\", \"b\"); Reply(1); }", TestName = "A_handler_moves_something_else")]
    [TestCase(Sync + "[Persists] void Keep() { try { file.Flush(true); File.Move(\"t\", \"f\"); } finally { SyncDirectory(); } }", TestName = "Synced_in_finally")]
    [TestCase("[Persists] void Keep() { File.WriteAllText(\"f\", \"x\"); throw new IOException(); }", TestName = "Never_completes")]
    [TestCase("[Persists] void Keep() { using var f = File.Create(\"t\"); f.Write(new byte[1]); f.Flush(true); }", TestName = "A_stream_flushed_to_disk")]
    [TestCase("[Persists] bool TryKeep() { if (Ask()) { File.WriteAllText(\"note\", \"x\"); return false; } Save(); return true; }", TestName = "Try_says_so")]
    public Task Replace_is_durable(string members) => Check(members);

    private static Task Check(string members) => Verify.Acceptor($$"""
        FileStream file = null!;
        Microsoft.Win32.SafeHandles.SafeFileHandle handle = null!;
        readonly List<int> buffer = new();
        IStore store = null!;
        interface IStore { void Commit(); }
        {{members}}
        """);
}
