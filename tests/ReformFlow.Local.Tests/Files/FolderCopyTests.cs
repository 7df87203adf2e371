using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Log;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.Local.Checks;
using ReformFlow.Local.Commands;
using ReformFlow.Local.Files;
using ReformFlow.Local.Log;
using ReformFlow.Local.Tests.Golden;

namespace ReformFlow.Local.Tests.Files;

public sealed class FolderCopyTests : IDisposable
{
    readonly DataFolder _data = new();
    readonly DataFolder _elsewhere = new();

    public FolderCopyTests() => SkeletonFolder.CopyTo(_data);

    public void Dispose()
    {
        _data.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task Backup_while_departments_save_holds_all_that_was_confirmed_and_opens()
    {
        var target = _elsewhere.Of("backup");
        var confirmed = new int[6];
        await using (var journal = new Journal(_data.Path, NullLogger<Journal>.Instance))
        {
            using var stop = new CancellationTokenSource();
            var streams = new Streams(journal, TimeProvider.System);
            string[] departments = ["zeimu", "kanzai", "kankyou", "kikaku", "soumu", "jinji"];
            var saving = departments.Select((department, i) => Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                    confirmed[i] = (await streams.ChangeAsync<RequestHead>(StreamName.Request("mizuhono", "r8-1", department), $"post:{department}",
                        head => [new AnswerChanged("i1", "text.achievements", new($"{head.Version}回目の保存。")), new DraftSaved(1, 2)], default)).Version;
            })).ToList();
            while (confirmed.Any(c => c == 0)) await Task.Delay(1);

            var before = confirmed.ToArray();
            Assert.Equal(0, await CommandLine.RunAsync(["backup", _data.Path, "--to", target]));
            var growth = confirmed.Sum() - before.Sum();
            await stop.CancelAsync();
            await Task.WhenAll(saving);

            Assert.True(growth > 0, "Nobody saved while the copy was made.");
            Assert.Empty((await FolderCheck.RunAsync(target, default)).Wrong);
            await using var copy = new Journal(target, NullLogger<Journal>.Instance);
            for (var i = 0; i < departments.Length; i++)
                Assert.InRange((await copy.HeadAsync(StreamName.Request("mizuhono", "r8-1", departments[i]), default)).Version, before[i], confirmed[i]);
        }
    }

    [Fact]
    public async Task Backup_holds_every_file_but_the_lock_and_what_is_half_written()
    {
        File.WriteAllText(_data.Of("mizuhono", "people.json.new"), "half");
        File.WriteAllText(_data.Of("reformflow.lock"), "");
        File.AppendAllText(_data.Of("mizuhono", "journal", "mizuhono~cycle~r7.jsonl"), "{\"at");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_data.Of("secrets", "link.key"), UnixFileMode.UserRead);

        Assert.Equal(0, await CommandLine.RunAsync(["backup", _data.Path, "--to", _elsewhere.Of("backup")]));

        var expected = Names(_data.Path).Where(n => !n.EndsWith(".new", StringComparison.Ordinal) && n != "reformflow.lock").ToList();
        Assert.Equal(expected, Names(_elsewhere.Of("backup")));
        Assert.Empty((await FolderCheck.RunAsync(_elsewhere.Of("backup"), default)).Notes);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(_elsewhere.Of("backup", "secrets", "link.key")));
    }

    [Fact]
    public async Task Backup_into_an_empty_folder_takes_its_place()
    {
        Directory.CreateDirectory(_elsewhere.Of("backup"));

        Assert.Equal(0, await CommandLine.RunAsync(["backup", _data.Path, "--to", _elsewhere.Of("backup")]));

        Assert.Equal(["backup"], Directory.EnumerateFileSystemEntries(_elsewhere.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Backup_is_never_written_over_anything()
    {
        Directory.CreateDirectory(_elsewhere.Of("backup"));
        File.WriteAllText(_elsewhere.Of("backup", "note.txt"), "mine");

        Assert.Equal(2, await CommandLine.RunAsync(["backup", _data.Path, "--to", _elsewhere.Of("backup")]));
        Assert.Equal(2, await CommandLine.RunAsync(["backup", _data.Path, "--to", _elsewhere.Of("backup", "note.txt")]));
        Assert.Equal(2, await CommandLine.RunAsync(["backup", _data.Path, "--to", _data.Of("backup")]));
        Assert.Equal(2, await CommandLine.RunAsync(["backup", _data.Path, "--to", Path.GetDirectoryName(_data.Path)!]));

        Assert.Equal(["note.txt"], Names(_elsewhere.Path).Select(Path.GetFileName));
        Assert.False(Directory.Exists(_data.Of("backup")));
    }

    [Fact]
    public async Task Copy_that_is_not_kept_leaves_nothing()
    {
        await using (await FolderCopy.MakeAsync(_data.Path, _elsewhere.Of("backup"), default))
            Assert.Single(Directory.EnumerateFileSystemEntries(_elsewhere.Path), e => e.EndsWith(".unfinished", StringComparison.Ordinal));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_elsewhere.Path));
    }

    [Fact]
    public async Task Backup_of_a_damaged_folder_is_made_and_says_so()
    {
        File.Delete(_data.Of("mizuhono", "journal", "mizuhono~plan~main.jsonl"));

        Assert.Equal(1, await CommandLine.RunAsync(["backup", _data.Path, "--to", _elsewhere.Of("backup")]));

        Assert.True(Directory.Exists(_elsewhere.Of("backup", "mizuhono")));
    }

    static List<string> Names(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];
}
