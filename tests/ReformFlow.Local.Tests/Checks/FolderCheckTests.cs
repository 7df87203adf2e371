using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.Core.Log;
using ReformFlow.Local.Checks;
using ReformFlow.Local.Log;
using ReformFlow.Local.Tests.Golden;

namespace ReformFlow.Local.Tests.Checks;

/// <summary>
/// What verify finds: nothing in a good folder, altered bytes, cut and altered and removed and swapped and doubled lines, a torn last line (no damage),
/// missing and altered files, a missing journal, a foreign line, people and settings that can't be read, a missing key.
/// </summary>
public sealed partial class FolderCheckTests : IDisposable
{
    const string Cycle = "mizuhono/journal/mizuhono~cycle~r7.jsonl";

    readonly DataFolder _data = new();

    public FolderCheckTests() => SkeletonFolder.CopyTo(_data);

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Good_folder_has_nothing_wrong()
    {
        var report = await FolderCheck.RunAsync(_data.Path, default);

        Assert.Empty(report.Wrong);
        Assert.Empty(report.Notes);
        Assert.Equal((1, 4, SkeletonFolder.Appends, 8), (report.Towns, report.Journals, report.Appends, report.Files));
    }

    [Fact]
    public async Task Folder_is_checked_while_a_server_holds_it()
    {
        await using var journal = new Journal(_data.Path, NullLogger<Journal>.Instance);
        var tax = StreamName.Request("mizuhono", "r8-1", "zeimu");
        var head = await journal.HeadAsync(tax, default);
        var append = new Append(tax.Name, head.Version + 1, head.Hash, new(2026, 11, 10, 0, 0, 0, TimeSpan.Zero), "post:office", [new Core.Answers.Accepted(1)]);
        Assert.True(await journal.AppendAsync(tax.Partition, append, head.After(append, Append.HashOf(append.ToBytes())), default));

        var report = await FolderCheck.RunAsync(_data.Path, default);

        Assert.Empty(report.Wrong);
        Assert.Equal(SkeletonFolder.Appends + 1, report.Appends);
    }

    [Fact]
    public async Task Altered_byte_is_found_by_the_line_that_follows_it()
    {
        // Lines 18 and 19 are two of 税務課's drafts.
        Change(lines => lines[17] = lines[17].Replace("計画", "企画", StringComparison.Ordinal));

        var wrong = await WrongAsync();

        Assert.Contains("Version 6 of request~zeimu does not follow from line 18: one of these two lines was altered.", Assert.Single(wrong, w => w.Line == 19).Message, StringComparison.Ordinal);
        Assert.Single(wrong);
    }

    [Fact]
    public async Task Byte_that_breaks_the_line_is_named_with_its_line()
    {
        Change(lines => lines[17] = lines[17].Replace("{", "(", StringComparison.Ordinal));

        var wrong = await WrongAsync();

        Assert.Contains("no append that this version can read", Assert.Single(wrong, w => w.Line == 18).Message, StringComparison.Ordinal);
        Assert.Contains("a line was lost", Assert.Single(wrong, w => w.Line == 19).Message, StringComparison.Ordinal);
        Assert.Equal(2, wrong.Count);
    }

    [Fact]
    public async Task Cut_line_is_named()
    {
        Change(lines => lines[17] = lines[17][..40]);

        Assert.Contains(await WrongAsync(), w => w.Line == 18);
    }

    [Fact]
    public async Task Removed_line_is_found()
    {
        Change(lines => lines.RemoveAt(17));

        var wrong = Assert.Single(await WrongAsync());
        Assert.Equal(18, wrong.Line);
        Assert.Contains("goes on with version 6, and line 17 holds version 4: a line was lost", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Last_line_of_a_request_is_missed_by_the_edition_that_was_compiled_from_it()
    {
        Change(lines => lines.RemoveAt(lines.FindIndex(l => l.Contains("\"type\":\"Accepted\"", StringComparison.Ordinal) && l.Contains("request~zeimu", StringComparison.Ordinal))));

        var wrong = await WrongAsync();

        Assert.Equal(2, wrong.Count);
        Assert.All(wrong, w => Assert.Contains("was compiled from an append of request~zeimu that is not there any more", w.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Swapped_lines_are_found()
    {
        Change(lines => (lines[17], lines[18]) = (lines[18], lines[17]));

        var wrong = await WrongAsync();

        Assert.Equal([18, 19, 20], wrong.Select(w => w.Line));
        Assert.Contains("lines were moved, or one was put in twice", wrong[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doubled_line_is_found()
    {
        Change(lines => lines.Insert(17, lines[17]));

        Assert.Equal(19, (await WrongAsync())[0].Line);
    }

    [Fact]
    public async Task Several_faults_are_named_at_once()
    {
        Change(lines =>
        {
            lines.RemoveAt(60);
            lines[17] = "no append";
        });
        File.Delete(_data.Of("secrets", "link.key"));

        var wrong = await WrongAsync();

        Assert.Contains(wrong, w => w.Line == 18);
        Assert.Contains(wrong, w => w.Line > 60);
        Assert.Contains(wrong, w => w.File.EndsWith("link.key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"at\":\"2026-0")]
    [InlineData("{\"at\":\"2026-0\n")]
    public async Task Torn_last_line_is_no_damage(string torn)
    {
        File.AppendAllText(_data.Of(Cycle), torn);

        var report = await FolderCheck.RunAsync(_data.Path, default);

        Assert.Empty(report.Wrong);
        Assert.Contains("is not finished", Assert.Single(report.Notes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_of_another_partition_is_found()
    {
        var foreign = File.ReadAllText(_data.Of("mizuhono", "journal", "mizuhono~plan~main.jsonl"));
        File.AppendAllText(_data.Of(Cycle), foreign);

        Assert.Contains("is no stream of mizuhono~cycle~r7", Assert.Single(await WrongAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_file_is_named_by_the_line_that_names_it()
    {
        var plan = PlanFile();
        File.Delete(_data.Of("mizuhono", "files", plan));

        var wrong = await WrongAsync();

        Assert.Equal([("mizuhono~cycle~r7", 1), ("mizuhono~cycle~r8-1", 1), ("mizuhono~plan~main", 1)], wrong.Select(w => (Path.GetFileNameWithoutExtension(w.File), w.Line!.Value)));
        Assert.All(wrong, w => Assert.Contains(plan, w.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Altered_file_is_found()
    {
        File.AppendAllText(_data.Of("mizuhono", "files", PlanFile()), " ");

        Assert.All(await WrongAsync(), w => Assert.Contains("The file was altered", w.Message, StringComparison.Ordinal));
        Assert.NotEmpty(await WrongAsync());
    }

    [Theory]
    [InlineData("mizuhono~cycle~r8-1", "the cycle r8-1")]
    [InlineData("mizuhono~plan~main", "the plan main")]
    [InlineData("mizuhono~office", "nobody knows of the town's plans and cycles")]
    public async Task Missing_journal_is_found(string partition, string words)
    {
        File.Delete(_data.Of("mizuhono", "journal", $"{partition}.jsonl"));

        Assert.Contains(words, Assert.Single(await WrongAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_and_settings_that_can_not_be_read_are_named()
    {
        File.WriteAllText(_data.Of("mizuhono", "people.json"), "{}");
        File.WriteAllText(_data.Of("reformflow.json"), "{}");

        Assert.Equal(["people.json", "reformflow.json"], (await WrongAsync()).Select(w => Path.GetFileName(w.File)).Order());
    }

    [Fact]
    public async Task Check_writes_nothing()
    {
        File.AppendAllText(_data.Of(Cycle), "{\"at");
        File.Delete(_data.Of("secrets", "link.key"));
        var before = Contents();

        await FolderCheck.RunAsync(_data.Path, default);

        Assert.Equal(before, Contents());
    }

    SortedDictionary<string, string> Contents() => new(Directory.EnumerateFiles(_data.Path, "*", SearchOption.AllDirectories).ToDictionary(f => f, f => Convert.ToHexString(File.ReadAllBytes(f))));

    string PlanFile() => Stored().Match(File.ReadAllText(_data.Of("mizuhono", "journal", "mizuhono~plan~main.jsonl"))).Groups[1].Value;

    void Change(Action<List<string>> change)
    {
        var lines = File.ReadAllLines(_data.Of(Cycle)).ToList();
        change(lines);
        File.WriteAllText(_data.Of(Cycle), string.Join('\n', lines) + "\n", new UTF8Encoding(false));
    }

    async Task<IReadOnlyList<Finding>> WrongAsync() => (await FolderCheck.RunAsync(_data.Path, default)).Wrong;

    [GeneratedRegex("\"file\":\"([0-9a-f]{64})\"")]
    private static partial Regex Stored();
}
